package io.reactiveregistry.vault;

import io.reactiveregistry.error.InvalidTemplateException;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;

/**
 * A read that has missed the cache: joins the read of the store that is under way, or begins it.
 */
final class SharedReadMono extends Mono<Entry> {

  private final TemplateCache cache;
  private final Object key;
  private final long state;
  private final int mayBeOvertaken;

  SharedReadMono(TemplateCache cache, Object key, long state) {
    this(cache, key, state, TemplateCache.OVERTAKEN_READS);
  }

  /**
   * As the constructor above, for one whose reads have been overtaken by writes.
   *
   * @param mayBeOvertaken how often they may be yet
   */
  SharedReadMono(TemplateCache cache, Object key, long state, int mayBeOvertaken) {
    this.cache = cache;
    this.key = key;
    this.state = state;
    this.mayBeOvertaken = mayBeOvertaken;
  }

  @Override
  public void subscribe(CoreSubscriber<? super Entry> subscriber) {
    try {
      StoreReader.requireValid(key);
    } catch (InvalidTemplateException e) {
      Operators.error(subscriber, e);
      return;
    }
    cache.load(key, state, mayBeOvertaken, subscriber);
  }
}
