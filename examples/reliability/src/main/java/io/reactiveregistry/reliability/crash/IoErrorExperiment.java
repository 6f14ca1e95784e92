package io.reactiveregistry.reliability.crash;

import io.reactiveregistry.reliability.Experiment;
import io.reactiveregistry.reliability.Result;
import io.reactiveregistry.reliability.Run;
import io.reactiveregistry.reliability.Scale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Lets each call on the data file fail in turn, until a round meets no fault any more. */
final class IoErrorExperiment implements Experiment {

  private static final int UNITS = 36;
  private static final int MOST_VIOLATIONS = 10;
  private static final List<Fault.Kind> KINDS =
      List.of(
          Fault.Kind.EIO,
          Fault.Kind.ENOSPC,
          Fault.Kind.EDQUOT,
          Fault.Kind.SHORT_WRITE,
          Fault.Kind.LOST_SYNC);

  /** Kinds besides EIO that each point of the short form may meet. */
  private static final int OTHERS_IN_SHORT_FORM = 40;

  @Override
  public String name() {
    return "io-errors";
  }

  @Override
  public String promise() {
    return "R4";
  }

  @Override
  public String description() {
    return "lets the Nth call on the data file fail, for every N; each write ends in the right error, nothing acknowledged is lost, nothing refused is there, and writing goes on afterwards";
  }

  @Override
  public Result run(Run run) throws Exception {
    Tally tally = new Tally();
    try (RoundChild child = RoundChild.in(run)) {
      everyPoint(run, child, Fault.Kind.EIO, false, tally);
      if (run.scale() == Scale.LONG) {
        for (Fault.Kind kind : KINDS) {
          everyPoint(run, child, kind, false, tally);
          everyPoint(run, child, kind, true, tally);
        }
      } else {
        somePoints(run, child, tally);
      }
      return new Result(
          "%,d points of failure in %,d rounds, %,d times the store failed and was opened again, %d violations"
              .formatted(tally.struck, tally.rounds, tally.failed, tally.violations.size()),
          tally.violations.subList(0, Math.min(MOST_VIOLATIONS, tally.violations.size())),
          List.of(swallowedErrors(run, child, tally.points)));
    }
  }

  private static void everyPoint(
      Run run, RoundChild child, Fault.Kind kind, boolean sticky, Tally tally) throws IOException {
    boolean struck = true;
    for (int at = 1; struck; at++) {
      struck = round(run, child, new Fault(at, kind, sticky), tally);
      tally.points = Math.max(tally.points, at);
    }
    run.progress()
        .accept(
            "%s%s at each of %d calls, %d violations so far"
                .formatted(
                    kind, sticky ? " that stays" : "", tally.points, tally.violations.size()));
  }

  private static void somePoints(Run run, RoundChild child, Tally tally) throws IOException {
    RandomGenerator random = run.random(0);
    for (int i = 0; i < OTHERS_IN_SHORT_FORM; i++) {
      Fault.Kind kind = KINDS.get(random.nextInt(KINDS.size()));
      boolean unused =
          round(
              run,
              child,
              new Fault(1 + random.nextInt(tally.points), kind, random.nextBoolean()),
              tally);
    }
  }

  /** Whether the fault was met. */
  private static boolean round(Run run, RoundChild child, Fault fault, Tally tally)
      throws IOException {
    RoundMain.Round round = newRound(run, fault, false);
    RoundReply reply = child.run(round);
    tally.add(reply, new RoundVerdict(round, reply).wrong());
    return !reply.ended() || reply.struck() > 0;
  }

  private static RoundMain.Round newRound(Run run, Fault fault, boolean lying) throws IOException {
    Path store = Files.createTempDirectory(run.directory(), "store-").resolve("store");
    return new RoundMain.Round(store, run.seed() + fault.at(), UNITS, fault, lying);
  }

  private static Result.Control swallowedErrors(Run run, RoundChild child, int points)
      throws IOException {
    int noticed = 0;
    int rounds = 0;
    for (int at = points / 4; at < points; at += 7) {
      RoundMain.Round round = newRound(run, new Fault(at, Fault.Kind.EIO, false), true);
      rounds++;
      if (new RoundVerdict(round, child.run(round)).wrong() != null) {
        noticed++;
      }
    }
    return new Result.Control(
        "acknowledges before it writes",
        noticed > 0,
        "noticed in %d of %d rounds".formatted(noticed, rounds));
  }

  private static final class Tally {

    private final List<String> violations = new ArrayList<>();
    private int rounds;
    private int struck;
    private int failed;
    private int points;

    void add(RoundReply reply, @Nullable String wrong) {
      rounds++;
      struck += reply.struck() > 0 ? 1 : 0;
      failed += reply.failed() ? 1 : 0;
      if (wrong != null) {
        violations.add(wrong);
      }
    }
  }
}
