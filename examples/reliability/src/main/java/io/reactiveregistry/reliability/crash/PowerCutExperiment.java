package io.reactiveregistry.reliability.crash;

import io.reactiveregistry.lmdb.Durability;
import io.reactiveregistry.reliability.Experiment;
import io.reactiveregistry.reliability.Result;
import io.reactiveregistry.reliability.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Takes a file system's power away under a writing process. */
final class PowerCutExperiment implements Experiment {

  private static final int DISKS = 2;
  private static final long DISK_BYTES = 64L << 20;
  private static final int WRITING_MILLIS = 250;
  private static final int CONTROL_CUTS = 5;
  private static final int PROGRESS_EVERY = 10;

  @Override
  public String name() {
    return "power-cut";
  }

  @Override
  public String promise() {
    return "R2";
  }

  @Override
  public String description() {
    return "shuts down the file system under a writing process, as a power cut does; nothing acknowledged may be lost, no unit be written in part";
  }

  @Override
  public Result run(Run run) throws Exception {
    Path cut = Native.compile("power-cut.c", run.directory());
    int cuts = run.scale().choose(20, 500) / DISKS;
    List<Callable<Outcome>> jobs = new ArrayList<>();
    for (int disk = 0; disk < DISKS; disk++) {
      int part = disk;
      jobs.add(() -> cut(run, part, cuts, Durability.FULL, cut));
    }
    List<Outcome> outcomes = TwoAtOnce.run(jobs);
    Outcome unsynced = cut(run, DISKS, CONTROL_CUTS, Durability.NO_SYNC, cut);
    return new Result(
        "%,d power cuts, %,d units acknowledged, %d stores with losses"
            .formatted(
                outcomes.stream().mapToInt(outcome -> outcome.writer.deaths()).sum(),
                outcomes.stream().mapToLong(outcome -> outcome.writer.acknowledged()).sum(),
                outcomes.stream().filter(outcome -> outcome.writer.hasLost()).count()),
        outcomes.stream().flatMap(outcome -> outcome.violations().stream()).toList(),
        List.of(
            new Result.Control(
                "Durability.NO_SYNC",
                unsynced.wrong != null,
                "after %d cuts: %s".formatted(unsynced.writer.deaths(), unsynced.firstLine()))));
  }

  private static Outcome cut(Run run, int part, int cuts, Durability durability, Path program)
      throws Exception {
    RandomGenerator random = run.random(part);
    Path directory = run.newDirectory(durability == Durability.FULL ? "disk" : "control");
    try (LoopDisk disk = LoopDisk.create(directory, DISK_BYTES)) {
      DyingWriter writer =
          new DyingWriter(disk.root().resolve("store"), directory, run.seed() + part);
      for (int cut = 0; cut < cuts; cut++) {
        String wrong =
            writer.live(
                WriterOptions.random(random, List.of(durability)), death(random, disk, program));
        if (wrong != null) {
          return new Outcome(writer, "cut %d of disk %d: %s".formatted(cut, part, wrong));
        }
        disk.remount();
        report(run, cut + 1, part, writer);
      }
      return new Outcome(writer, writer.check(WriterOptions.random(random, List.of(durability))));
    }
  }

  private static void report(Run run, int cuts, int part, DyingWriter writer) throws IOException {
    if (cuts % PROGRESS_EVERY == 0) {
      run.progress()
          .accept(
              "%,d power cuts of disk %d, %,d units acknowledged and found"
                  .formatted(cuts, part, writer.acknowledged()));
    }
  }

  private static DyingWriter.Death death(RandomGenerator random, LoopDisk disk, Path program) {
    return new DyingWriter.Death(
        false,
        Duration.ofMillis(random.nextInt(WRITING_MILLIS)),
        child -> {
          Native.runUnchecked(program.toString(), disk.root().toString());
          child.kill();
        });
  }

  private record Outcome(DyingWriter writer, @Nullable String wrong) {

    List<String> violations() {
      return wrong == null ? List.of() : List.of(wrong);
    }

    String firstLine() {
      return wrong == null ? "nothing noticed" : wrong.lines().findFirst().orElse("");
    }
  }
}
