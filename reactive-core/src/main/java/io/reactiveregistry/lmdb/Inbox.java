package io.reactiveregistry.lmdb;

import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import reactor.util.concurrent.Queues;

/**
 * A bounded queue from any threads to one consuming thread. Offering never waits and takes no lock,
 * so event loops may do it.
 *
 * <p>{@code admitted} counts the items that were admitted and not yet released; its sign bit says
 * that the inbox is closed. Admission and closing thus exclude each other in one atomic step: once
 * closed nothing is admitted, and everything admitted before will be taken. An item is counted
 * before it is linked, so a consumer that finds the queue empty although something is admitted
 * waits for the moment between the two. Items whose offers overlap may be taken in another order
 * than they were counted in; one that was offered when another one had been admitted comes later.
 */
final class Inbox<T> {

  enum Admission {
    ACCEPTED,
    FULL,
    CLOSED
  }

  private static final int CLOSED_BIT = Integer.MIN_VALUE;

  /** Spinning this often (a few microseconds) is cheaper than parking when work is on its way. */
  private static final int SPINS_BEFORE_PARKING = 64;

  private final int capacity;
  private final Queue<T> queue = Queues.<T>unboundedMultiproducer().get();
  private final AtomicInteger admitted = new AtomicInteger();
  private final AtomicInteger taken = new AtomicInteger();
  private volatile @Nullable Thread parked;

  /**
   * @param capacity how many items may be admitted and not yet released
   */
  Inbox(int capacity) {
    this.capacity = capacity;
  }

  int capacity() {
    return capacity;
  }

  /** How many items are admitted and not yet released. */
  int size() {
    return admitted.get() & ~CLOSED_BIT;
  }

  Admission offer(T item) {
    return admit(item, capacity);
  }

  /** Offers an item that must not be refused for want of room. */
  Admission offerBeyondCapacity(T item) {
    return admit(item, Integer.MAX_VALUE);
  }

  private Admission admit(T item, int limit) {
    int current;
    do {
      current = admitted.get();
      if (current < 0) {
        return Admission.CLOSED;
      }
      if (current >= limit) {
        return Admission.FULL;
      }
    } while (!admitted.compareAndSet(current, current + 1));
    try {
      queue.add(item);
    } catch (Throwable e) { // no memory; the consumer must not wait for what will not come
      admitted.decrementAndGet();
      throw e;
    }
    Thread waiting = parked;
    if (waiting != null) {
      LockSupport.unpark(waiting);
    }
    return Admission.ACCEPTED;
  }

  /**
   * Takes what waits, in order, at most as much as the array holds; consumer only.
   *
   * @return how many items it took
   */
  int take(@Nullable Object[] items) {
    int count = 0;
    while (count < items.length) {
      T item = queue.poll();
      if (item == null) {
        break;
      }
      items[count++] = item;
    }
    taken.addAndGet(count);
    return count;
  }

  /** Makes room for as many new items as have been taken before. */
  void release(int count) {
    taken.addAndGet(-count);
    admitted.addAndGet(-count);
  }

  /**
   * Waits until there is something to take; consumer only.
   *
   * @return false when the inbox is closed and everything admitted has been taken
   */
  boolean await() {
    for (int spins = 0; queue.isEmpty(); spins++) {
      int current = admitted.get();
      boolean linking = (current & ~CLOSED_BIT) > taken.get();
      if (!linking && current < 0) {
        return false;
      }
      if (linking || spins < SPINS_BEFORE_PARKING) {
        Thread.onSpinWait();
      } else {
        parkWhile(current);
      }
    }
    return true;
  }

  private void parkWhile(int expected) {
    parked = Thread.currentThread();
    if (queue.isEmpty() && admitted.get() == expected) {
      // User code that runs on the consumer may have left an interrupt, with which nobody can park.
      boolean unused = Thread.interrupted();
      LockSupport.park(this);
    }
    parked = null;
  }

  /** Admits nothing more; what was admitted is still to be taken. */
  void close() {
    admitted.getAndUpdate(current -> current | CLOSED_BIT);
    Thread waiting = parked;
    if (waiting != null) {
      LockSupport.unpark(waiting);
    }
  }
}
