package io.reactiveregistry.lmdb;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactiveregistry.lmdb.Inbox.Admission;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * However threads meet in an inbox, it admits as many items as it has room for, none once it is
 * closed, and everything admitted can be taken. The controls look first and then act.
 */
@Tag("proof")
class InboxAdmissionTest {

  private static final int CAPACITY = 2;
  private static final String CONSUMER = "consumer";

  @Test
  void itIsCountedRightlyUnderStress() {
    Interleavings.underStress(Counts.class).check(OfInbox.class);
  }

  @Test
  void itIsCountedRightlyWhereverThreadsAreSwitched() {
    Interleavings.wherever(Counts.class).check(OfInbox.class);
  }

  @Test
  void countingInTwoStepsIsCaughtUnderStress() {
    assertThatThrownBy(
            () ->
                Interleavings.underStress(Counts.class)
                    .threads(2)
                    .invocationsPerIteration(100) // few programs can show it, but those soon do
                    .minimizeFailedScenario(false)
                    .check(OfTwoStepCount.class))
        .isInstanceOf(LincheckAssertionError.class);
  }

  @Test
  void countingInTwoStepsIsCaughtWhereverThreadsAreSwitched() {
    assertThatThrownBy(
            () ->
                Interleavings.wherever(Counts.class)
                    .minimizeFailedScenario(false)
                    .check(OfTwoStepCount.class))
        .isInstanceOf(LincheckAssertionError.class);
  }

  @Test
  void admittingAfterALookWhetherItIsClosedIsCaught() {
    assertThatThrownBy(
            () ->
                Interleavings.wherever(Counts.class)
                    .threads(2)
                    .minimizeFailedScenario(false)
                    .check(OfLookAtClosing.class))
        .isInstanceOf(LincheckAssertionError.class);
  }

  /** What an inbox is to those who count its items, if only one of them does at a time. */
  public static class Counts {

    private int waiting;
    private int unreleased;
    private boolean closed;

    @Operation
    public Admission offer() {
      return admit(CAPACITY);
    }

    @Operation
    public Admission offerBeyondCapacity() {
      return admit(Integer.MAX_VALUE);
    }

    Admission admit(int limit) {
      if (closed) {
        return Admission.CLOSED;
      }
      if (size() >= limit) {
        return Admission.FULL;
      }
      waiting++;
      return Admission.ACCEPTED;
    }

    @Operation(nonParallelGroup = CONSUMER)
    public boolean take() {
      if (waiting == 0) {
        return false;
      }
      waiting--;
      unreleased++;
      return true;
    }

    @Operation(nonParallelGroup = CONSUMER)
    public void release() {
      unreleased = Math.max(0, unreleased - 1);
    }

    @Operation
    public void close() {
      closed = true;
    }

    @Operation
    public int size() {
      return waiting + unreleased;
    }
  }

  /** The real one. */
  public static final class OfInbox extends Counts {

    private final Inbox<String> inbox = new Inbox<>(CAPACITY);
    private final @Nullable String[] taken = new String[1];
    private int unreleased;

    @Override
    Admission admit(int limit) {
      return limit == CAPACITY ? inbox.offer("item") : inbox.offerBeyondCapacity("item");
    }

    /** Waits as consumers do, but only where something is sure to come. */
    @Override
    @Operation(nonParallelGroup = CONSUMER)
    public boolean take() {
      if (inbox.size() == unreleased) {
        return false;
      }
      if (!inbox.await() || inbox.take(taken) != 1) {
        throw new IllegalStateException("what was admitted did not come");
      }
      unreleased++;
      return true;
    }

    @Override
    @Operation(nonParallelGroup = CONSUMER)
    public void release() {
      if (unreleased > 0) {
        unreleased--;
        inbox.release(1);
      }
    }

    @Override
    @Operation
    public void close() {
      inbox.close();
    }

    @Override
    @Operation
    public int size() {
      return inbox.size();
    }
  }

  /** As one may write it first: it looks whether it may admit, and then counts. */
  public abstract static class Racy extends Counts {

    final AtomicInteger admitted = new AtomicInteger();
    private volatile boolean closed;
    private int unreleased;

    @Override
    Admission admit(int limit) {
      if (closed) {
        return Admission.CLOSED;
      }
      int current;
      do {
        current = admitted.get();
        if (current >= limit) {
          return Admission.FULL;
        }
      } while (!count(current));
      return Admission.ACCEPTED;
    }

    abstract boolean count(int current);

    @Override
    @Operation(nonParallelGroup = CONSUMER)
    public boolean take() {
      if (admitted.get() <= unreleased) {
        return false;
      }
      unreleased++;
      return true;
    }

    @Override
    @Operation(nonParallelGroup = CONSUMER)
    public void release() {
      if (unreleased > 0) {
        unreleased--;
        admitted.decrementAndGet();
      }
    }

    @Override
    @Operation
    public void close() {
      closed = true;
    }

    @Override
    @Operation
    public int size() {
      return admitted.get();
    }
  }

  /** The control that can forget to count an item. */
  public static final class OfTwoStepCount extends Racy {

    @Override
    boolean count(int current) {
      LockSupport.parkNanos(1); // long enough for others to come between even on a busy machine
      admitted.set(current + 1);
      return true;
    }
  }

  /** The control that can admit an item when it is closed already. */
  public static final class OfLookAtClosing extends Racy {

    @Override
    boolean count(int current) {
      return admitted.compareAndSet(current, current + 1);
    }
  }
}
