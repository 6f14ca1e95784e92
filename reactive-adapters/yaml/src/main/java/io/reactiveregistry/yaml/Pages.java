package io.reactiveregistry.yaml;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;

/** What is read page after page. */
final class Pages {

  private Pages() {}

  /**
   * Reads what the generator says. Without prefetch, nothing is read before there is demand; the
   * pages come from a thread of ours, or the end of a quick listing could be signalled on the
   * subscriber's.
   */
  static <T> Flux<T> read(WorkQueue reads, Consumer<SynchronousSink<Callable<List<T>>>> generator) {
    return Flux.generate(generator)
        .subscribeOn(Schedulers.parallel())
        .concatMap(
            page ->
                reads
                    .<List<T>>call(page)
                    .flatMapIterable(list -> list)
                    .publishOn(Schedulers.parallel()),
            0);
  }
}
