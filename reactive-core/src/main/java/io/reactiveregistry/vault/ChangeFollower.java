package io.reactiveregistry.vault;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.error.RegistryClosedException;
import io.reactiveregistry.error.UnsupportedFeatureException;
import java.time.Duration;
import java.util.function.UnaryOperator;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.util.retry.Retry;
import reactor.util.retry.RetryBackoffSpec;

/**
 * Follows the changes of a registry, so that what others write is dropped from the cache. As long
 * as the feed is not there nothing is cached, since nobody would tell when it becomes wrong.
 */
final class ChangeFollower {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private static final RetryBackoffSpec BACKOFF =
      Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
          .maxBackoff(LONGEST_PAUSE)
          .transientErrors(true)
          .filter(ChangeFollower::mayReturn);

  private final ReactiveRegistry registry;
  private final TemplateCache cache;
  private final UnaryOperator<TemplateChange> understanding;

  /**
   * @param understanding what to make of a change
   */
  ChangeFollower(
      ReactiveRegistry registry, TemplateCache cache, UnaryOperator<TemplateChange> understanding) {
    this.registry = registry;
    this.cache = cache;
    this.understanding = understanding;
  }

  /**
   * Follows until it is disposed of, or the registry is closed or has no feed.
   *
   * @return ends it
   */
  Disposable follow() {
    return Flux.defer(this::connect)
        .concatWith(Flux.error(() -> new IllegalStateException("The feed of changes has ended")))
        .map(understanding)
        .doOnNext(cache::fed)
        .doOnError(this::disconnected)
        .retryWhen(BACKOFF)
        .subscribe(change -> {}, unavailable -> {});
  }

  /**
   * Whatever is read once the feed has been subscribed to is told of when it is replaced. To follow
   * from now on would not do: a write of another process counts from when it is noticed, which may
   * be after it was missed here.
   */
  private Flux<TemplateChange> connect() {
    return registry
        .metadata()
        .flatMapMany(
            known -> registry.changes(known.revision()).doOnSubscribe(feed -> cache.resume()));
  }

  private void disconnected(Throwable error) {
    if (!(error instanceof UnsupportedFeatureException)) {
      cache.suspend();
    }
  }

  private static boolean mayReturn(Throwable error) {
    return !(error instanceof UnsupportedFeatureException
        || error instanceof RegistryClosedException);
  }
}
