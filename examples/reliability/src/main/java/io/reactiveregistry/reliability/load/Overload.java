package io.reactiveregistry.reliability.load;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.lmdb.LmdbRegistryBuilder;
import io.reactiveregistry.reliability.Run;
import io.reactiveregistry.reliability.Scale;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** R9: ten times what it can take, of reads, of small and of large writes. */
final class Overload extends LoadExperiment {

  private static final Sabotage UNBOUNDED =
      new Sabotage("unbounded", "an unbounded queue in front", "heap grew", "under way at once");

  private static final int QUEUE = 256;
  private static final int QUEUE_BYTES = 16 << 20;
  private static final int READ_LENGTH = 100_000;
  private static final int READ_IDS = 100;
  private static final int WRITE_LENGTH = 500;
  private static final int WRITE_IDS = 20_000;
  private static final int UNBOUNDED_LENGTH = 10_000;
  private static final int LARGE_LENGTH = 1_000_000;
  private static final int LARGE_IDS = 8;

  @Override
  public String name() {
    return "overload";
  }

  @Override
  public String promise() {
    return "R9";
  }

  @Override
  public String description() {
    return "ten times the sustainable load: refused fast, queues and memory bounded, nothing lost";
  }

  @Override
  List<Sabotage> controls() {
    return List.of(UNBOUNDED);
  }

  @Override
  Duration limit(Scale scale) {
    return scale.choose(Duration.ofMinutes(2), Duration.ofMinutes(20));
  }

  @Override
  List<String> options() {
    // The optimising compiler too: encoding is part of a write, refused or not.
    return List.of("-Xmx192m", "-XX:TieredStopAtLevel=4");
  }

  @Override
  void inChild(Run run, String sabotage, Findings findings) throws Exception {
    boolean unbounded = sabotage.equals(UNBOUNDED.mode());
    LmdbRegistryBuilder store =
        LmdbRegistry.builder(run.newDirectory("store"))
            .readQueueCapacity(QUEUE)
            .writeQueueCapacity(QUEUE)
            .writeQueueBytes(QUEUE_BYTES);
    AtomicLongArray acknowledged = new AtomicLongArray(WRITE_IDS);
    List<TemplateSpec> large =
        IntStream.range(0, LARGE_IDS)
            .mapToObj(i -> Templates.of("large" + i, i + 1, LARGE_LENGTH))
            .toList();
    try (LmdbRegistry registry = store.open()) {
      registry.saveBatch(large).block();
      registry.saveBatch(readable()).block();
      OverloadPhase phase =
          new OverloadPhase(registry, run.scale().choose(4, 240), unbounded, findings);
      // A write gives its room back just before it is signalled, hence one more each time.
      if (unbounded) {
        phase.run("writes", writes(registry, acknowledged, UNBOUNDED_LENGTH), QUEUE + 1);
        return;
      }
      phase.run("reads", reads(registry), QUEUE + answeredAtOnce());
      phase.run("writes", writes(registry, acknowledged, WRITE_LENGTH), QUEUE + 1);
      phase.run(
          "large writes",
          number -> registry.save(large.get((int) (number % LARGE_IDS))),
          QUEUE_BYTES / LARGE_LENGTH + 1);
    }
    try (LmdbRegistry again = store.open()) {
      verify(again, acknowledged, large, findings);
    }
  }

  /** A lane answers 16 requests from one snapshot, which do not wait any longer then. */
  private static int answeredAtOnce() {
    return 16 * Math.max(2, Math.min(16, Runtime.getRuntime().availableProcessors()));
  }

  private static List<TemplateSpec> readable() {
    return IntStream.range(0, READ_IDS)
        .mapToObj(i -> Templates.of("r" + i, 1, READ_LENGTH))
        .toList();
  }

  private static LongFunction<Mono<?>> reads(LmdbRegistry registry) {
    return number -> registry.load("r" + number % READ_IDS);
  }

  private static LongFunction<Mono<?>> writes(
      LmdbRegistry registry, AtomicLongArray acknowledged, int length) {
    return number -> {
      int id = (int) (number % WRITE_IDS);
      long serial = number + 1;
      return registry
          .save(Templates.of("w" + id, serial, length))
          .doOnNext(commit -> acknowledged.accumulateAndGet(id, serial, Math::max));
    };
  }

  /** What is there must be what was acknowledged last: nothing lost, nothing refused yet done. */
  private static void verify(
      LmdbRegistry registry,
      AtomicLongArray acknowledged,
      List<TemplateSpec> large,
      Findings findings) {
    Flux.range(0, WRITE_IDS)
        .concatMap(
            id ->
                registry
                    .find("w" + id)
                    .map(Templates::serial)
                    .defaultIfEmpty(Expected.ABSENT)
                    .doOnNext(
                        serial ->
                            findings.expect(
                                serial == acknowledged.get(id),
                                "w%d holds write %d, acknowledged %d"
                                    .formatted(id, serial, acknowledged.get(id)))))
        .blockLast();
    for (TemplateSpec spec : large) {
      findings.expect(spec.equals(registry.load(spec.id()).block()), spec.id() + " is lost");
    }
  }
}
