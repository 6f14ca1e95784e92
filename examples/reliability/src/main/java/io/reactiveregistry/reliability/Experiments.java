package io.reactiveregistry.reliability;

import io.reactiveregistry.reliability.crash.CrashExperiments;
import io.reactiveregistry.reliability.fuzz.Fuzzing;
import io.reactiveregistry.reliability.fuzz.GreatInputs;
import io.reactiveregistry.reliability.load.LoadExperiments;
import io.reactiveregistry.reliability.record.RecordDamage;
import java.util.List;
import java.util.stream.Stream;

/** All experiments, in the order in which they are run. */
final class Experiments {

  private Experiments() {}

  static List<Experiment> all() {
    return Stream.of(
            CrashExperiments.all(),
            List.of(new RecordDamage(), new Fuzzing(), new GreatInputs()),
            LoadExperiments.all())
        .flatMap(List::stream)
        .toList();
  }
}
