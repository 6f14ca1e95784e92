package io.reactiveregistry.vault;

import io.reactiveregistry.TemplateSpec;
import java.util.Objects;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.publisher.SynchronousSink;

/**
 * A read that looks for its key in the cache at each subscription. What is there is signalled at
 * once, on the subscribing thread and with demand; a hit costs this object and that of its
 * subscription.
 */
final class CachedMono extends Mono<TemplateSpec> {

  private final TemplateCache cache;
  private final Object key;
  private final boolean emptyWhenAbsent;

  /**
   * Looks for the key whenever it is subscribed to.
   *
   * @param emptyWhenAbsent whether an absent template is empty instead of an error
   */
  CachedMono(TemplateCache cache, Object key, boolean emptyWhenAbsent) {
    this.cache = cache;
    this.key = key;
    this.emptyWhenAbsent = emptyWhenAbsent;
  }

  @Override
  public void subscribe(CoreSubscriber<? super TemplateSpec> subscriber) {
    Entry entry = cache.hit(key, TemplateCache.ANY_STATE);
    if (entry == null) {
      new SharedReadMono(cache, key, TemplateCache.ANY_STATE)
          .<TemplateSpec>handle((read, sink) -> emit(read, emptyWhenAbsent, sink))
          .subscribe(subscriber);
      return;
    }
    TemplateSpec spec = entry.spec();
    if (spec != null) {
      subscriber.onSubscribe(Operators.scalarSubscription(subscriber, spec));
    } else if (emptyWhenAbsent) {
      Operators.complete(subscriber);
    } else {
      Operators.error(subscriber, Objects.requireNonNull(entry.absence()));
    }
  }

  /** Turns an entry into what the caller gets. */
  static void emit(Entry entry, boolean emptyWhenAbsent, SynchronousSink<TemplateSpec> sink) {
    TemplateSpec spec = entry.spec();
    if (spec != null) {
      sink.next(spec);
    } else if (emptyWhenAbsent) {
      sink.complete();
    } else {
      sink.error(Objects.requireNonNull(entry.absence()));
    }
  }
}
