package io.reactiveregistry.reliability.crash;

import io.reactiveregistry.lmdb.Durability;
import io.reactiveregistry.reliability.ChildJvm;
import io.reactiveregistry.reliability.Experiment;
import io.reactiveregistry.reliability.Result;
import io.reactiveregistry.reliability.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Kills writing processes at random moments and looks for what they had acknowledged. */
final class KillExperiment implements Experiment {

  private static final int STORES = 2;
  private static final int OPENING_MILLIS = 500;
  private static final int WRITING_MILLIS = 150;
  private static final int CONTROL_KILLS = 50; // it ends with the first loss
  private static final int PROGRESS_EVERY = 20;

  /** Killing a process loses nothing that the system has been given, whatever the durability. */
  private static final List<Durability> DURABILITIES =
      List.of(Durability.FULL, Durability.FULL, Durability.NO_META_SYNC);

  @Override
  public String name() {
    return "kill";
  }

  @Override
  public String promise() {
    return "R1";
  }

  @Override
  public String description() {
    return "kills a writing process at random moments, also while it opens the store; nothing acknowledged may be lost, no unit be written in part";
  }

  @Override
  public Result run(Run run) throws Exception {
    int kills = run.scale().choose(30, 2_000) / STORES;
    List<Callable<Outcome>> jobs = new ArrayList<>();
    for (int store = 0; store < STORES; store++) {
      int part = store;
      jobs.add(() -> kill(run, part, kills, false));
    }
    List<Outcome> outcomes = TwoAtOnce.run(jobs);
    Outcome lies = kill(run, STORES, CONTROL_KILLS, true);
    return new Result(
        "%,d kills, %,d units acknowledged, %d stores with losses, slowest opening %d ms"
            .formatted(
                outcomes.stream().mapToInt(outcome -> outcome.writer.deaths()).sum(),
                outcomes.stream().mapToLong(outcome -> outcome.writer.acknowledged()).sum(),
                outcomes.stream().filter(outcome -> outcome.writer.hasLost()).count(),
                outcomes.stream()
                    .mapToLong(outcome -> outcome.writer.slowestOpening().toMillis())
                    .max()
                    .orElseThrow()),
        outcomes.stream().flatMap(outcome -> outcome.violations().stream()).toList(),
        List.of(
            new Result.Control(
                "acknowledges before it writes",
                lies.writer.hasLost(),
                lies.writer.hasLost()
                    ? "a loss after %d kills".formatted(lies.writer.deaths())
                    : "no loss in %d kills, %s".formatted(lies.writer.deaths(), lies.wrong))));
  }

  private static Outcome kill(Run run, int part, int kills, boolean lying) throws Exception {
    RandomGenerator random = run.random(part);
    Path directory = run.newDirectory(lying ? "control" : "store");
    DyingWriter writer = new DyingWriter(directory.resolve("store"), directory, run.seed() + part);
    for (int kill = 0; kill < kills; kill++) {
      WriterOptions options = WriterOptions.random(random, DURABILITIES);
      String wrong = writer.live(lying ? options.lying() : options, death(random, !lying));
      if (wrong != null) {
        return new Outcome(writer, "kill %d of store %d: %s".formatted(kill, part, wrong));
      }
      if ((kill + 1) % PROGRESS_EVERY == 0) {
        run.progress()
            .accept(
                "%,d kills of store %d, %,d units acknowledged and found"
                    .formatted(kill + 1, part, writer.acknowledged()));
      }
    }
    return new Outcome(writer, writer.check(WriterOptions.random(random, DURABILITIES)));
  }

  private static DyingWriter.Death death(RandomGenerator random, boolean openingToo) {
    boolean whileOpening = openingToo && random.nextInt(5) == 0;
    return new DyingWriter.Death(
        whileOpening,
        Duration.ofMillis(random.nextInt(whileOpening ? OPENING_MILLIS : WRITING_MILLIS)),
        ChildJvm::kill);
  }

  private record Outcome(DyingWriter writer, @Nullable String wrong) {

    List<String> violations() {
      return wrong == null ? List.of() : List.of(wrong);
    }
  }
}
