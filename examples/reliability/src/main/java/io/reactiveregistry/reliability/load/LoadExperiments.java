package io.reactiveregistry.reliability.load;

import io.reactiveregistry.reliability.Experiment;
import java.util.List;

/** The experiments of this package, in the order in which they are run. */
public final class LoadExperiments {

  private LoadExperiments() {}

  public static List<Experiment> all() {
    return List.of(
        new Overload(),
        new CancelStorm(),
        new SlowSubscribers(),
        new CloseRaces(),
        new Processes(),
        new Histories(),
        new SmallMemory(),
        new ClockJumps(),
        new Soak(),
        new HttpSoak());
  }
}
