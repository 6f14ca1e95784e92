package io.reactiveregistry.reliability.load;

import io.reactiveregistry.reliability.load.History.Read;
import io.reactiveregistry.reliability.load.History.Write;
import java.util.Comparator;
import java.util.List;

/**
 * Whether a history is linearizable: whether there is one order of all calls that explains what
 * each was told, and in which a call that ended before another began comes before it. Registers can
 * be compared and set: a conditional write takes effect only where its condition holds.
 *
 * <p><b>Why it is quick.</b> In general the search for such an order takes exponential time. Here
 * the registry has said the order of the writes itself, by their revisions, and it is held to it.
 * What is left to choose is between which two writes each read belongs; and of all choices the
 * earliest that is allowed is the best one:
 *
 * <ul>
 *   <li>A read belongs behind every write and every read that ended before it began. Taking the
 *       calls as they began, all of these have been placed, as early as they can be, so the bound
 *       is the least there is.
 *   <li>It belongs where the register holds what the read has seen. The first such place behind the
 *       bound leaves most room to all who come later.
 *   <li>A write belongs behind every read that ended before it began. When it does not, with each
 *       of these as early as can be, there is no other way.
 * </ul>
 *
 * <p>So an order is found whenever there is one that agrees with the revisions. Writes are replayed
 * in it: a condition that did not hold where the write took effect is a lost update.
 *
 * <p><b>What is one object.</b> To direct reads the store as a whole is: a batch, or a label and
 * the body it leads to, is never seen in part by calls that follow each other.
 *
 * <p><b>Through a Vault</b> each register is an object of its own: a batch may be seen in part, as
 * some of it was cached, and a direct read may see a write that the Vault does not know of yet.
 *
 * <p>It goes round by round: all calls of a round have ended before those of the next begin. Not
 * thread-safe.
 */
final class HistoryCheck {

  private final Findings findings;
  private final Timelines timelines = new Timelines();
  private long last;
  private long checked;

  HistoryCheck(Findings findings) {
    this.findings = findings;
  }

  /** How many calls were checked. */
  long checked() {
    return checked;
  }

  /** Checks what one round has recorded. */
  void check(List<Write> writes, List<Read> reads) {
    Placement placement = new Placement(timelines, findings, last);
    writes.stream().sorted(Comparator.comparingLong(Write::revision)).forEach(this::replay);
    writes.forEach(placement::add);
    reads.forEach(placement::add);
    placement.run();
    timelines.forgetAllButTheLast();
    checked += writes.size() + reads.size();
  }

  private void replay(Write write) {
    findings.expect(
        write.revision() > last,
        "revision %d was given to a write after revision %d".formatted(write.revision(), last));
    last = write.revision();
    for (Step step : write.steps()) {
      for (Step.Expectation expectation : step.expectations()) {
        findings.expect(
            expectation.isMet(timelines),
            "revision %d was written where not: %s".formatted(last, expectation));
      }
      step.apply(timelines, last);
    }
  }
}
