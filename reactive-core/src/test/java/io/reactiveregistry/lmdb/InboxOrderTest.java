package io.reactiveregistry.lmdb;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * However threads meet in an inbox with room for all, its items are taken once each and in the
 * order offered. The control keeps them in an array as one thread would.
 */
@Tag("proof")
class InboxOrderTest {

  private static final int ROOM_FOR_ALL = 100;

  @Test
  void itIsAQueueUnderStress() {
    Interleavings.underStress(Items.class).check(OfInbox.class);
  }

  @Test
  void itIsAQueueWhereverThreadsAreSwitched() {
    Interleavings.wherever(Items.class).check(OfInbox.class);
  }

  @Test
  void anArrayForOneThreadIsCaught() {
    assertThatThrownBy(
            () ->
                Interleavings.wherever(Items.class)
                    .minimizeFailedScenario(false)
                    .check(OfArray.class))
        .isInstanceOf(LincheckAssertionError.class);
  }

  /** What an inbox is to those who look at its items, if only one of them does at a time. */
  @Param(name = "item", gen = IntGen.class, conf = "1:3")
  public static class Items {

    private final Queue<Integer> items = new ArrayDeque<>();
    private boolean closed;

    @Operation
    public boolean offer(@Param(name = "item") int item) {
      return !closed && items.add(item);
    }

    @Operation(nonParallelGroup = "consumer")
    public @Nullable Integer take() {
      return items.poll();
    }

    @Operation
    public void close() {
      closed = true;
    }
  }

  /** The real one. */
  public static final class OfInbox extends Items {

    private final Inbox<Integer> inbox = new Inbox<>(ROOM_FOR_ALL);
    private final @Nullable Integer[] taken = new Integer[1];

    @Override
    @Operation
    public boolean offer(@Param(name = "item") int item) {
      return inbox.offer(item) == Inbox.Admission.ACCEPTED;
    }

    /** Waits as consumers do, but only where something is sure to come. */
    @Override
    @Operation(nonParallelGroup = "consumer")
    public @Nullable Integer take() {
      if (inbox.size() == 0) {
        return null;
      }
      if (!inbox.await() || inbox.take(taken) != 1) {
        throw new IllegalStateException("what was admitted did not come");
      }
      inbox.release(1);
      return taken[0];
    }

    @Override
    @Operation
    public void close() {
      inbox.close();
    }
  }

  /** The control, in which two threads can use one place. */
  public static final class OfArray extends Items {

    private final int[] items = new int[ROOM_FOR_ALL];
    private volatile int next;
    private volatile boolean closed;
    private int first;

    @Override
    @Operation
    public boolean offer(@Param(name = "item") int item) {
      if (closed) {
        return false;
      }
      int place = next;
      items[place] = item;
      next = place + 1;
      return true;
    }

    @Override
    @Operation(nonParallelGroup = "consumer")
    public @Nullable Integer take() {
      return first < next ? items[first++] : null;
    }

    @Override
    @Operation
    public void close() {
      closed = true;
    }
  }
}
