package io.reactiveregistry.reliability.load;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.lmdb.Durability;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.reliability.ChildJvm;
import io.reactiveregistry.reliability.Run;
import io.reactiveregistry.reliability.Scale;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** R15: a store of ten times the heap, and a process that runs out of memory. */
final class SmallMemory extends LoadExperiment {

  private static final Sabotage HOARDING =
      new Sabotage("hoarding", "all that was loaded is kept", "ran out of memory");

  private static final int LENGTH = 250_000;
  private static final int ENTRIES = 2_000;
  private static final int AT_ONCE = 8;

  @Override
  public String name() {
    return "small-memory";
  }

  @Override
  public String promise() {
    return "R15";
  }

  @Override
  public String description() {
    return "a heap of 48 MB serves a store of 500; a process out of memory loses nothing";
  }

  @Override
  List<Sabotage> controls() {
    return List.of(HOARDING);
  }

  @Override
  Duration limit(Scale scale) {
    return scale.choose(Duration.ofMinutes(2), Duration.ofMinutes(20));
  }

  @Override
  List<String> options() {
    return List.of("-Xmx48m", "-XX:+ExitOnOutOfMemoryError", "-XX:TieredStopAtLevel=4");
  }

  @Override
  void inChild(Run run, String sabotage, Findings findings) throws Exception {
    boolean hoarding = sabotage.equals(HOARDING.mode());
    int calls = run.scale().choose(5_000, 500_000);
    Queue<TemplateSpec> kept = new ConcurrentLinkedQueue<>();
    RandomGenerator random = run.random(0);
    try (LmdbRegistry registry =
        LmdbRegistry.builder(run.newDirectory("store"))
            .durability(Durability.NO_SYNC)
            .writeQueueBytes(8 << 20)
            .open()) {
      Flux.range(0, ENTRIES)
          .concatMap(id -> registry.save(Templates.of("t" + id, 1, LENGTH)))
          .blockLast();
      Flux.range(2, calls)
          .flatMap(serial -> anyCall(registry, random, serial), AT_ONCE)
          .doOnNext(Templates::serial)
          .doOnNext(loaded -> keepIf(hoarding, kept, loaded))
          .blockLast();
      findings.figures("%d calls on %.0f MB".formatted(calls, ENTRIES * (double) LENGTH / 1e6));
    }
    if (!hoarding) {
      runOutOfMemory(run, findings);
    }
  }

  private static void keepIf(boolean hoarding, Queue<TemplateSpec> kept, TemplateSpec loaded) {
    if (hoarding) {
      kept.add(loaded);
    }
  }

  private static Mono<TemplateSpec> anyCall(
      LmdbRegistry registry, RandomGenerator random, long serial) {
    String id = "t" + random.nextInt(ENTRIES);
    return random.nextInt(5) == 0
        ? registry.save(Templates.of(id, serial, LENGTH)).then(Mono.empty())
        : registry.load(id);
  }

  private static void runOutOfMemory(Run run, Findings findings) throws Exception {
    Path store = run.newDirectory("greedy");
    long acknowledged = 0;
    try (ChildJvm child =
        ChildJvm.running(GreedyWriter.class, run.newDirectory("scratch"))
            .options("-Xmx16m", "-XX:+ExitOnOutOfMemoryError")
            .arguments(store)
            .start()) {
      for (String line = child.readLine(); line != null; line = child.readLine()) {
        if (line.chars().allMatch(Character::isDigit)) {
          acknowledged = Long.parseLong(line);
        }
      }
      int exitCode = child.await(Duration.ofSeconds(5)).exitCode();
      findings.expect(exitCode == ChildReport.OUT_OF_MEMORY, "the greedy process left " + exitCode);
    }
    try (LmdbRegistry registry = LmdbRegistry.builder(store).open()) {
      for (long serial = 1; serial <= acknowledged; serial++) {
        TemplateSpec saved = Templates.of("greedy" + serial, serial, GreedyWriter.LENGTH);
        findings.expect(saved.equals(registry.find(saved.id()).block()), saved.id() + " is lost");
      }
    }
    findings.figures("%d acknowledged before memory ran out".formatted(acknowledged));
  }
}
