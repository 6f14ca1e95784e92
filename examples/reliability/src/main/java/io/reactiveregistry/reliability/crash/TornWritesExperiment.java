package io.reactiveregistry.reliability.crash;

import io.reactiveregistry.reliability.ChildJvm;
import io.reactiveregistry.reliability.Experiment;
import io.reactiveregistry.reliability.Result;
import io.reactiveregistry.reliability.Run;
import io.reactiveregistry.reliability.SkippedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Records what a process writes, and looks at what crashes might have left of it. */
final class TornWritesExperiment implements Experiment {

  private static final int UNITS = 40;
  private static final int CONTROL_STATES = 600;
  private static final Duration LONGEST_RECORDING = Duration.ofMinutes(1);

  @Override
  public String name() {
    return "torn-writes";
  }

  @Override
  public String promise() {
    return "R3";
  }

  @Override
  public String description() {
    return "records the calls of a process and looks at what crashes may leave of them: writes not synced are there, absent, or torn into sectors; each state is one commit or the next, whole";
  }

  @Override
  public Result run(Run run) throws Exception {
    Path directory = memory(run);
    try (RoundChild child = RoundChild.in(run)) {
      int recordings = run.scale().choose(2, 10);
      int states = run.scale().choose(20_000, 200_000) / recordings;
      CrashStates.Tally tally = new CrashStates.Tally();
      CrashStates.Tally unordered = new CrashStates.Tally();
      for (int i = 0; i < recordings; i++) {
        long seed = run.seed() + i;
        List<Recording.Call> calls = record(run, seed);
        new CrashStates(calls, seed, directory, child).examine(states, run.random(i), true, tally);
        if (i == 0) {
          new CrashStates(calls, seed, directory, child)
              .examine(CONTROL_STATES, run.random(i), false, unordered);
        }
        run.progress()
            .accept("%,d states, %d inconsistent".formatted(tally.states(), tally.inconsistent()));
      }
      return new Result(
          "%,d crash states of %d recorded runs, %,d of them opened with LMDB too, %d inconsistent"
              .formatted(tally.states(), recordings, tally.opened(), tally.inconsistent()),
          tally.violations(),
          List.of(
              new Result.Control(
                  "a disk that ignores syncs",
                  unordered.inconsistent() > 0,
                  "%d of %d states inconsistent"
                      .formatted(unordered.inconsistent(), unordered.states()))));
    } finally {
      delete(directory);
    }
  }

  private static List<Recording.Call> record(Run run, long seed)
      throws IOException, SkippedException, InterruptedException {
    Path scratch = run.newDirectory("recorded");
    Path library = Native.compile("data-file-calls.c", scratch, "-shared", "-fPIC", "-pthread");
    Path record = scratch.resolve("record");
    try (ChildJvm child =
        ChildJvm.running(RecordedMain.class, scratch)
            .environment("LD_PRELOAD", library.toString())
            .environment("DATA_FILE_RECORD", record.toString())
            .arguments(scratch.resolve("store"), seed, UNITS)
            .start()) {
      ChildJvm.End end = child.await(LONGEST_RECORDING);
      if (end.exitCode() != 0) {
        throw new IOException("The recorded process ended with " + end + ": " + child.errors());
      }
    }
    return Recording.read(record);
  }

  /** Thousands of small files are better not on a disk, where there is a choice. */
  private static Path memory(Run run) throws IOException {
    Path memory = Path.of("/dev/shm");
    return Files.isWritable(memory)
        ? Files.createTempDirectory(memory, "torn-writes-")
        : run.newDirectory("states");
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        if (Files.isDirectory(file)) {
          delete(file);
        } else {
          Files.delete(file);
        }
      }
    }
    Files.delete(directory);
  }
}
