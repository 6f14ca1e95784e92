package io.reactiveregistry.reliability.load;

import io.reactiveregistry.reliability.Experiment;
import io.reactiveregistry.reliability.Result;
import io.reactiveregistry.reliability.Run;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** R19: Java and Python processes read and write one store, and some of them are killed. */
final class Processes implements Experiment {

  @Override
  public String name() {
    return "processes";
  }

  @Override
  public String promise() {
    return "R19";
  }

  @Override
  public String description() {
    return "Java and Python on one store, readers and writers killed: the others go on, nothing lost";
  }

  @Override
  public Result run(Run run) throws Exception {
    List<String> violations = Collections.synchronizedList(new ArrayList<>());
    Findings findings =
        new Findings(line -> violations.add(line.substring(Findings.VIOLATION.length())));
    ProcessesRun processes = new ProcessesRun(run, findings);
    try {
      processes.start();
      int kills = run.scale().choose(6, 100);
      processes.killSome(kills);
      long pinned = processes.growthUnderStaleReader();
      processes.stop();
      String places = new ReadOnlyPlaces(run, processes.store(), findings).check();
      return new Result(
          "%d writes of %d processes%s, %d killed, map grown from 1 to %.0f MB, %s"
              .formatted(
                  processes.acknowledged(),
                  processes.count(),
                  processes.hasPython() ? ", one in Python" : " (Python lacks lmdb or msgpack)",
                  kills,
                  processes.mapSize() / 1e6,
                  places),
          violations,
          List.of(
              new Result.Control(
                  "a reader that is not killed",
                  pinned > ProcessesRun.MAX_GROWTH,
                  "file grew by %.1f MB in %.1f s"
                      .formatted(pinned / 1e6, ProcessesRun.OBSERVED.toMillis() / 1e3))));
    } finally {
      processes.close();
    }
  }
}
