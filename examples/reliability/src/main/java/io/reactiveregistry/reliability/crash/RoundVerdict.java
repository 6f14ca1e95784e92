package io.reactiveregistry.reliability.crash;

import io.reactiveregistry.error.StorageException;
import io.reactiveregistry.error.StoreFailedException;
import io.reactiveregistry.error.StoreFullException;
import io.reactiveregistry.error.UnknownOutcomeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides whether a round went as promised, whatever the disk did. */
final class RoundVerdict {

  private static final String UNKNOWN = UnknownOutcomeException.class.getSimpleName();
  private static final String FAILED = StoreFailedException.class.getSimpleName();

  /** Errors that promise that nothing was written. */
  private static final Set<String> NOT_WRITTEN =
      Set.of(
          StorageException.class.getSimpleName(),
          StoreFullException.class.getSimpleName(),
          FAILED,
          RoundReply.REFUSED);

  private static final Set<String> UNOPENED =
      Set.of(
          StorageException.class.getSimpleName(), StoreFullException.class.getSimpleName(), FAILED);

  private final RoundMain.Round round;
  private final RoundReply reply;

  RoundVerdict(RoundMain.Round round, RoundReply reply) {
    this.round = round;
    this.reply = reply;
  }

  /** What is wrong, in words, or null. */
  @Nullable String wrong() {
    String wrong = firstWrong();
    return wrong == null
        ? null
        : "%s, seed %d, %d acknowledged, others %s: %s"
            .formatted(
                round.fault(),
                round.seed(),
                reply.acknowledged().size(),
                reply.unacknowledged(),
                wrong);
  }

  private @Nullable String firstWrong() {
    if (!reply.ended()) {
      return "the process died";
    }
    if (!reply.broken().isEmpty()) {
      return reply.broken().get(0);
    }
    for (String error : reply.unopened()) {
      if (!UNOPENED.contains(error)) {
        return "the opening failed with " + error;
      }
    }
    for (Map.Entry<Integer, String> outcome : reply.outcomes().entrySet()) {
      String word = outcome.getValue();
      if (!word.equals(RoundReply.ACKNOWLEDGED)
          && !word.equals(UNKNOWN)
          && !NOT_WRITTEN.contains(word)) {
        return "unit %d ended with %s".formatted(outcome.getKey(), word);
      }
    }
    return lastWrong();
  }

  private @Nullable String lastWrong() {
    if (reply.outcomes().size() < round.units() + 1) {
      return "not every unit has an outcome";
    }
    String last = reply.outcomes().lastEntry().getValue();
    if (!last.equals(RoundReply.ACKNOWLEDGED) && !last.equals(RoundReply.REFUSED)) {
      return "the first write on a disk that is well again ended with " + last;
    }
    return difference();
  }

  /** What was acknowledged is there, what failed is not, and what is unknown may be. */
  private @Nullable String difference() {
    List<Integer> unknown = new ArrayList<>();
    reply
        .outcomes()
        .forEach(
            (number, outcome) -> {
              if (outcome.equals(UNKNOWN)) {
                unknown.add(number);
              }
            });
    String difference = "";
    for (int choice = 0; choice < 1 << unknown.size(); choice++) {
      ExpectedState expected = new ExpectedState();
      for (Map.Entry<Integer, String> outcome : reply.outcomes().entrySet()) {
        int index = unknown.indexOf(outcome.getKey());
        if (outcome.getValue().equals(RoundReply.ACKNOWLEDGED)
            || (index >= 0 && (choice >> index & 1) == 1)) {
          expected.apply(WriteUnit.of(round.seed(), outcome.getKey()));
        }
      }
      String current = expected.difference(reply.state());
      if (current == null) {
        return null;
      }
      difference = difference.isEmpty() ? current : difference;
    }
    return Objects.requireNonNull(difference);
  }
}
