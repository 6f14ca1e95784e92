package io.reactiveregistry.benchmarks;

import io.reactiveregistry.TemplateSpec;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Loads templates with so many in flight, or one after another.
 *
 * @param inFlight how many loads are under way at once; {@link #ONE_AFTER_ANOTHER} subscribes to
 *     each load when the one before it has completed
 */
record ReactiveLoads(
    String name,
    Function<String, Mono<TemplateSpec>> load,
    RandomIds ids,
    int operations,
    int inFlight)
    implements Contender {

  static final int ONE_AFTER_ANOTHER = 0;

  @Override
  public void run(int round) {
    Flux<String> wanted = Flux.range(0, operations).map(index -> ids.at(round, index));
    Flux<TemplateSpec> loaded =
        inFlight == ONE_AFTER_ANOTHER ? wanted.concatMap(load) : wanted.flatMap(load, inFlight);
    Completeness.require(operations, loaded.count().block());
  }
}
