package io.reactiveregistry.reliability.load;

import io.reactiveregistry.reliability.ChildJvm;
import io.reactiveregistry.reliability.Experiment;
import io.reactiveregistry.reliability.Result;
import io.reactiveregistry.reliability.Run;
import io.reactiveregistry.reliability.Scale;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An experiment in a child process, and its controls each in a further one. Needs a constructor
 * without parameters, since the child makes an instance of its own.
 */
abstract class LoadExperiment implements Experiment {

  /** The controls. They run in the short form always: a control need not be long to be noticed. */
  abstract List<Sabotage> controls();

  /** How long the child may take at most. */
  abstract Duration limit(Scale scale);

  /** Options of the child's virtual machine. */
  List<String> options() {
    return List.of("-Xmx256m");
  }

  /**
   * Does it, in the child.
   *
   * @param sabotage mode of the control, or {@link Sabotage#NONE}
   */
  abstract void inChild(Run run, String sabotage, Findings findings) throws Exception;

  @Override
  public final Result run(Run run) throws Exception {
    ChildReport report = child(run, run.scale(), Sabotage.NONE);
    List<Result.Control> controls = new ArrayList<>();
    for (Sabotage sabotage : controls()) {
      ChildReport sabotaged = child(run, Scale.SHORT, sabotage.mode());
      controls.add(
          new Result.Control(
              sabotage.name(),
              sabotaged.names(sabotage.expected()),
              sabotaged.firstOfEach(sabotage.expected())));
    }
    return new Result(
        report.figures(),
        report.violations().stream()
            .map(violation -> "%s (seed %d)".formatted(violation, run.seed()))
            .toList(),
        controls);
  }

  private ChildReport child(Run run, Scale scale, String sabotage)
      throws IOException, InterruptedException {
    try (ChildJvm child =
        ChildJvm.running(LoadChild.class, run.newDirectory("scratch"))
            .options(options().toArray(String[]::new))
            .arguments(getClass().getName(), scale, run.seed(), run.newDirectory("child"), sabotage)
            .start()) {
      return ChildReport.of(child, limit(scale), run.progress());
    }
  }
}
