package io.reactiveregistry.reliability.load;

import io.reactiveregistry.Commit;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.reliability.ChildJvm;
import io.reactiveregistry.reliability.Experiment;
import io.reactiveregistry.reliability.Result;
import io.reactiveregistry.reliability.Run;
import io.reactiveregistry.reliability.SkippedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** R16: the wall clock jumps by years, and only the times in commits change. */
final class ClockJumps implements Experiment {

  /** As libfaketime takes them. */
  private static final List<String> JUMPS = List.of("-10y", "+3y", "-1d", "+30y", "+0");

  private static final int WRITES = 200;
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Duration ANSWER = Duration.ofSeconds(5);

  @Override
  public String name() {
    return "clock";
  }

  @Override
  public String promise() {
    return "R16";
  }

  @Override
  public String description() {
    return "the wall clock jumps back and forth: order, revisions and answers do not change";
  }

  @Override
  public Result run(Run run) throws Exception {
    ChildReport report = child(run, false);
    ChildReport byTime = child(run, true);
    List<String> expected = List.of("came after");
    return new Result(
        report.figures(),
        report.violations(),
        List.of(
            new Result.Control(
                "the time of a commit taken for its revision",
                byTime.names(expected),
                byTime.firstOfEach(expected))));
  }

  private static ChildReport child(Run run, boolean byTime) throws Exception {
    Path time = run.newDirectory("time").resolve("offset");
    Files.writeString(time, "+0");
    try (ChildJvm child =
        ChildJvm.running(ClockJumps.class, run.newDirectory("scratch"))
            .environment("LD_PRELOAD", library().toString())
            .environment("FAKETIME_TIMESTAMP_FILE", time.toString())
            .environment("FAKETIME_NO_CACHE", "1")
            // The virtual machine waits by the other clock and would hang.
            .environment("DONT_FAKE_MONOTONIC", "1")
            .environment("FAKETIME_DONT_FAKE_MONOTONIC", "1")
            .environment("FAKETIME_FORCE_MONOTONIC_FIX", "0")
            .arguments(run.newDirectory("store"), time, byTime)
            .start()) {
      return ChildReport.of(child, LIMIT, run.progress());
    }
  }

  private static Path library() throws IOException, SkippedException {
    Path libraries = Path.of("/usr/lib");
    if (Files.isDirectory(libraries)) {
      try (Stream<Path> found =
          Files.find(libraries, 3, (path, file) -> path.endsWith("faketime/libfaketimeMT.so.1"))) {
        return found
            .findFirst()
            .orElseThrow(() -> new SkippedException("no libfaketime; install faketime"));
      }
    }
    throw new SkippedException("no libfaketime; install faketime");
  }

  /** The child: writes and reads, and moves its own clock. */
  public static void main(String[] arguments) throws IOException {
    Findings findings = new Findings(System.out::println);
    Path time = Path.of(arguments[1]);
    int jumped = 0;
    boolean byTime = Boolean.parseBoolean(arguments[2]);
    long lastOrder = 0;
    long serial = 0;
    Commit last = new Commit(0, 0, 0, Instant.EPOCH);
    try (LmdbRegistry registry = LmdbRegistry.builder(Path.of(arguments[0])).open()) {
      for (String jump : JUMPS) {
        Files.writeString(time, jump);
        for (int i = 0; i < WRITES; i++) {
          serial++;
          Commit commit =
              registry.save(Templates.of("t", serial, 10)).blockOptional(ANSWER).orElseThrow();
          long order = byTime ? commit.committedAt().toEpochMilli() : commit.revision();
          findings.expect(
              byTime ? order >= lastOrder : order > lastOrder,
              "%d came after %d".formatted(order, lastOrder));
          lastOrder = order;
          long seen = registry.load("t").map(Templates::serial).blockOptional(ANSWER).orElseThrow();
          findings.expect(seen == serial, "write %d is seen as %d".formatted(serial, seen));
          Duration between = Duration.between(last.committedAt(), commit.committedAt());
          if (i == 0 && between.abs().toHours() > 1) {
            jumped++;
          }
          last = commit;
        }
      }
    }
    findings.expect(jumped == JUMPS.size(), "the clock jumped %d times only".formatted(jumped));
    findings.figures("%d writes, the clock jumped %d times".formatted(serial, jumped));
    System.exit(0);
  }
}
