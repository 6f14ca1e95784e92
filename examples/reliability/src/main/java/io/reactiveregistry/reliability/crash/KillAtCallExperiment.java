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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Kills a process exactly at one of its calls on the data file, from the making of the store on.
 */
final class KillAtCallExperiment implements Experiment {

  private static final int UNITS = 36;
  private static final int SHORT_FORM_POINTS = 12;
  private static final int PROGRESS_EVERY = 10;

  @Override
  public String name() {
    return "kill-at-call";
  }

  @Override
  public String promise() {
    return "R6";
  }

  @Override
  public String description() {
    return "kills a process at the Nth call on the data file, from the making of the store on; nothing acknowledged may be lost, no unit be written in part";
  }

  @Override
  public Result run(Run run) throws Exception {
    try (RoundChild child = RoundChild.in(run)) {
      List<Integer> points = points(run, calls(run, child));
      List<String> violations = new ArrayList<>();
      for (int at : points) {
        @Nullable String wrong = kill(run, child, at, false);
        if (wrong != null) {
          violations.add(wrong);
        }
        if (at % PROGRESS_EVERY == 0) {
          run.progress().accept("killed at call %d".formatted(at));
        }
      }
      return new Result(
          "%,d kills at different calls, %d violations".formatted(points.size(), violations.size()),
          violations,
          List.of(control(run, child, points)));
    }
  }

  private static int calls(Run run, RoundChild child) throws IOException {
    return (int) child.run(newRound(run, Fault.NONE, false)).calls();
  }

  private static List<Integer> points(Run run, int calls) {
    if (run.scale() == Scale.LONG) {
      return IntStream.rangeClosed(1, calls).boxed().toList();
    }
    RandomGenerator random = run.random(0);
    return random.ints(1, calls + 1).distinct().limit(SHORT_FORM_POINTS).sorted().boxed().toList();
  }

  /** What is wrong, or null. */
  private static @Nullable String kill(Run run, RoundChild child, int at, boolean lying)
      throws IOException {
    RoundMain.Round round = newRound(run, new Fault(at, Fault.Kind.KILL, false), lying);
    RoundReply died = child.run(round);
    Ledger ledger = new Ledger(round.seed(), round.store().resolveSibling("expected.txt"));
    died.outcomes().keySet().forEach(ledger::acknowledge);
    RoundReply found = child.run(round.look());
    String wrong =
        found.broken().isEmpty() && found.ended()
            ? ledger.settle(found.state(), died.ended() ? 1 : RoundMain.WINDOW + 1)
            : "the store could not be read: " + found.broken();
    return wrong == null ? null : "%s: %s".formatted(round.fault(), wrong);
  }

  private static Result.Control control(Run run, RoundChild child, List<Integer> points)
      throws IOException {
    int tried = 0;
    boolean noticed = false;
    for (int at : points) { // whether there is something to lose depends on the call
      tried++;
      noticed = kill(run, child, at, true) != null;
      if (noticed) {
        break;
      }
    }
    return new Result.Control(
        "acknowledges before it writes", noticed, "%d calls were tried".formatted(tried));
  }

  private static RoundMain.Round newRound(Run run, Fault fault, boolean lying) throws IOException {
    Path store = Files.createTempDirectory(run.directory(), "store-").resolve("store");
    return new RoundMain.Round(store, run.seed() + fault.at(), UNITS, fault, lying);
  }
}
