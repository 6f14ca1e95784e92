package io.reactiveregistry.reliability.fuzz;

import io.reactiveregistry.reliability.Experiment;
import io.reactiveregistry.reliability.Result;
import io.reactiveregistry.reliability.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** Lets a fuzzer look for inputs that break a promise, guided by the branches that they reach. */
public final class Fuzzing implements Experiment {

  @Override
  public String name() {
    return "fuzzing";
  }

  @Override
  public String promise() {
    return "R17";
  }

  @Override
  public String description() {
    return "made-up records, YAML, names, files: a typed error or the right value, soon, in little memory";
  }

  @Override
  public Result run(Run run) throws Exception {
    Duration each = run.scale().choose(Duration.ofSeconds(3), Duration.ofMinutes(10));
    int seed = 1 + run.random(0).nextInt(Integer.MAX_VALUE - 1);
    List<Callable<FuzzerProcess.Outcome>> work = new ArrayList<>();
    for (Target target : Target.values()) {
      FuzzerProcess process = new FuzzerProcess(target, run.newDirectory(target.label()));
      work.add(
          () -> {
            FuzzerProcess.Outcome outcome = process.run(seed, each);
            run.progress()
                .accept("%-16s %,d inputs".formatted(target.label(), outcome.executions()));
            return outcome;
          });
    }
    return result(inParallel(work), each);
  }

  private static List<FuzzerProcess.Outcome> inParallel(List<Callable<FuzzerProcess.Outcome>> work)
      throws Exception {
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<FuzzerProcess.Outcome> outcomes = new ArrayList<>();
      for (Future<FuzzerProcess.Outcome> future : threads.invokeAll(work)) {
        outcomes.add(future.get());
      }
      return outcomes;
    } finally {
      threads.shutdownNow();
    }
  }

  private static Result result(List<FuzzerProcess.Outcome> outcomes, Duration each) {
    List<String> violations = new ArrayList<>();
    List<Result.Control> controls = new ArrayList<>();
    for (FuzzerProcess.Outcome outcome : outcomes) {
      String finding = outcome.finding();
      if (outcome.target() == Target.TRUSTING_RECORD) {
        controls.add(
            new Result.Control(
                "a reader that trusts counts",
                finding != null,
                "%s after %,d inputs"
                    .formatted(finding == null ? "nothing" : "found", outcome.executions())));
      } else if (finding != null) {
        violations.add(finding);
      }
    }
    String figures =
        outcomes.stream()
            .filter(outcome -> outcome.target() != Target.TRUSTING_RECORD)
            .map(o -> "%s %,d".formatted(o.target().label(), o.executions()))
            .collect(Collectors.joining(", "));
    return new Result(
        "%d s for each target; inputs: %s".formatted(each.toSeconds(), figures),
        violations,
        controls);
  }
}
