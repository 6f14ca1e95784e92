package io.reactiveregistry.reliability.crash;

import io.reactiveregistry.reliability.ChildJvm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a child tells about a round.
 *
 * @param ended whether it lived to the end of the round
 * @param calls calls on the data file while the fault waited
 * @param struck how many of them met it
 * @param outcomes what became of each unit: a word below, or the name of the error
 * @param state what was in the store afterwards
 * @param unopened the names of the errors with which the store could not be opened at first
 * @param failed whether the store had failed as a whole
 * @param broken what went wrong that must not, in words
 */
record RoundReply(
    boolean ended,
    long calls,
    long struck,
    NavigableMap<Integer, String> outcomes,
    List<String> state,
    List<String> unopened,
    boolean failed,
    List<String> broken) {

  static final String ACKNOWLEDGED = "ack";
  static final String REFUSED = "refused";

  /** Numbers of the units that were acknowledged. */
  List<Integer> acknowledged() {
    return outcomes.entrySet().stream()
        .filter(outcome -> outcome.getValue().equals(ACKNOWLEDGED))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** How many units ended in what else, by what. */
  Map<String, Long> unacknowledged() {
    return outcomes.values().stream()
        .filter(outcome -> !outcome.equals(ACKNOWLEDGED))
        .collect(Collectors.groupingBy(outcome -> outcome, TreeMap::new, Collectors.counting()));
  }

  // What the child says.

  static void sayOutcome(int number, String outcome) {
    System.out.println("outcome " + number + " " + outcome);
  }

  static void sayUnopened(Exception error) {
    System.out.println("unopened " + error.getClass().getSimpleName());
  }

  static void sayFailed() {
    System.out.println("failed");
  }

  static void sayBroken(Exception error) {
    System.out.println("broken " + error.toString().replace('\n', ' '));
    error.printStackTrace();
  }

  static void sayEnd(FaultControl faults) {
    System.out.println("end %d %d".formatted(faults.calls(), faults.struck()));
  }

  // What the parent hears.

  static RoundReply hear(ChildJvm child) throws IOException {
    NavigableMap<Integer, String> outcomes = new TreeMap<>();
    List<String> state = new ArrayList<>();
    List<String> unopened = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    boolean failed = false;
    for (String line = child.readLine(); line != null; line = child.readLine()) {
      String[] words = line.split(" ", 3);
      String rest = line.substring(Math.min(line.length(), words[0].length() + 1));
      switch (words[0]) {
        case "outcome" -> {
          if (words.length == 3) { // or death has cut it
            outcomes.put(Integer.parseInt(words[1]), words[2]);
          }
        }
        case "state" -> state.add(rest);
        case "unopened" -> unopened.add(rest);
        case "broken" -> broken.add(rest);
        case "failed" -> failed = true;
        case "end" -> {
          return new RoundReply(
              true,
              Long.parseLong(words[1]),
              Long.parseLong(words[2]),
              outcomes,
              state,
              unopened,
              failed,
              broken);
        }
        default -> broken.add("the child said " + line);
      }
    }
    return new RoundReply(false, 0, 0, outcomes, state, unopened, failed, broken);
  }
}
