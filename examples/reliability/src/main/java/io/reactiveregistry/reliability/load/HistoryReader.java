package io.reactiveregistry.reliability.load;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateRef;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;

/** The reads of one client: records what they see, and remembers the last of it. Blocks. */
final class HistoryReader {

  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final ReactiveRegistry registry;
  private final History history;
  private final boolean cached;
  private final Map<Register, String> known = new HashMap<>();

  /**
   * @param cached whether the registry is a Vault
   */
  HistoryReader(ReactiveRegistry registry, History history, boolean cached) {
    this.registry = registry;
    this.history = history;
    this.cached = cached;
  }

  /** What was seen last. */
  String known(Register register) {
    return known.getOrDefault(register, Register.ABSENT);
  }

  /** Something was seen, if only by writing it. */
  void remember(Register register, String value) {
    known.put(register, value);
  }

  void readCurrent(String id) {
    read(Register.current(id), registry.find(id));
  }

  void readVersion(String id, String version) {
    read(Register.version(id, version), registry.load(id, version));
  }

  void readLabel(String id, String label) {
    read(Register.label(id, label), registry.load(TemplateRef.label(id, label)));
  }

  /** Sees what it has seen before, as from a cache that forgets nothing. */
  void readAgain(String id) {
    Register register = Register.current(id);
    record(history.now(), register, known(register));
  }

  private void read(Register register, Mono<TemplateSpec> call) {
    Mono.defer(
            () -> {
              long begin = history.now();
              return call.materialize().doOnNext(answer -> record(begin, register, answer));
            })
        .block(ANSWER);
  }

  /** Reads with one call, up to the first template that is absent. */
  void readAll(List<String> ids) {
    Flux.defer(
            () -> {
              long begin = history.now();
              return registry
                  .loadAll(Flux.fromIterable(ids))
                  .materialize()
                  .index()
                  .filter(answer -> !answer.getT2().isOnComplete())
                  .doOnNext(
                      answer ->
                          record(
                              begin,
                              Register.current(ids.get(answer.getT1().intValue())),
                              answer.getT2()));
            })
        .blockLast(ANSWER);
  }

  /** Reads where labels stand. */
  void readPlaces(String id, List<String> labels) {
    Mono.defer(
            () -> {
              long begin = history.now();
              return registry.labels(id).doOnNext(places -> record(begin, id, labels, places));
            })
        .block(ANSWER);
  }

  private void record(long begin, String id, List<String> labels, Map<String, String> places) {
    labels.forEach(
        label ->
            record(begin, Register.place(id, label), places.getOrDefault(label, Register.ABSENT)));
  }

  private void record(long begin, Register register, Signal<TemplateSpec> answer) {
    long end = history.now();
    record(begin, end, register, seen(answer));
  }

  private void record(long begin, Register register, String seen) {
    record(begin, history.now(), register, seen);
  }

  private void record(long begin, long end, Register register, String seen) {
    history.add(new History.Read(begin, end, register, seen, cached));
    remember(register, seen);
  }

  private static String seen(Signal<TemplateSpec> answer) {
    if (answer.hasValue()) {
      return Objects.requireNonNull(answer.get()).contentHash();
    }
    if (answer.isOnComplete() || answer.getThrowable() instanceof TemplateNotFoundException) {
      return Register.ABSENT;
    }
    throw new IllegalStateException("a read has failed", answer.getThrowable());
  }
}
