package io.reactiveregistry.examples.pipeline;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** Counts the events, and the time that their steps took. Thread-safe. */
final class Statistics {

  private final Map<Step, LongAdder> nanos = new EnumMap<>(Step.class);
  private final LongAdder answered = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder retries = new LongAdder();

  Statistics() {
    for (Step step : Step.values()) {
      nanos.put(step, new LongAdder());
    }
  }

  /** The same work, with its time counted, pauses before retries included. */
  <T> Mono<T> time(Step step, Mono<T> work) {
    return Mono.defer(
        () -> {
          long startedAt = System.nanoTime();
          return work.doFinally(signal -> adder(step).add(System.nanoTime() - startedAt));
        });
  }

  void ended(Result result) {
    (result.isAnswered() ? answered : failed).increment();
  }

  void retried() {
    retries.increment();
  }

  long answered() {
    return answered.sum();
  }

  long failed() {
    return failed.sum();
  }

  long retries() {
    return retries.sum();
  }

  /** How the time of all events together is shared among the steps, for example "load 1 %". */
  String shares() {
    double all = Math.max(1, Arrays.stream(Step.values()).mapToLong(this::nanos).sum());
    return Arrays.stream(Step.values())
        .map(
            step ->
                String.format(
                    Locale.ROOT,
                    "%s %.1f %%",
                    step.name().toLowerCase(Locale.ROOT),
                    100 * nanos(step) / all))
        .collect(Collectors.joining(", "));
  }

  private long nanos(Step step) {
    return adder(step).sum();
  }

  private LongAdder adder(Step step) {
    return java.util.Objects.requireNonNull(nanos.get(step));
  }
}
