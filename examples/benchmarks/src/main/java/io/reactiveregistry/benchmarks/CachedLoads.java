package io.reactiveregistry.benchmarks;

import io.reactiveregistry.TemplateSpec;
import java.util.function.Function;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/** Loads what is in memory, one after another on one thread, with the cheapest of subscribers. */
record CachedLoads(
    String name, Function<String, Mono<TemplateSpec>> load, RandomIds ids, int operations)
    implements Contender {

  @Override
  public void run(int round) {
    Counter counter = new Counter();
    for (int index = 0; index < operations; index++) {
      load.apply(ids.at(round, index)).subscribe(counter);
    }
    Completeness.require(operations, counter.received);
  }

  /** Counts what it is given, and asks for it at once. */
  private static final class Counter implements CoreSubscriber<TemplateSpec> {

    private long received;

    @Override
    public void onSubscribe(Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(TemplateSpec template) {
      received++;
    }

    @Override
    public void onError(Throwable error) {
      throw new IllegalStateException(error);
    }

    @Override
    public void onComplete() {}
  }
}
