package io.reactiveregistry.reliability.crash;

import io.reactiveregistry.reliability.Experiment;
import java.util.List;

/** The experiments of this package, in the order in which they are run. */
public final class CrashExperiments {

  private CrashExperiments() {}

  public static List<Experiment> all() {
    return List.of(
        new KillExperiment(),
        new KillFeedExperiment(),
        new KillAtCallExperiment(),
        new PowerCutExperiment(),
        new TornWritesExperiment(),
        new IoErrorExperiment(),
        new FullDiskExperiment(),
        new TruncationExperiment(),
        new DamageExperiment(),
        new ImportKillExperiment());
  }
}
