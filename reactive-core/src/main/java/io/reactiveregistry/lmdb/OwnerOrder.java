package io.reactiveregistry.lmdb;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Brings templates, which come in the order of their ids, into the order of their ids with a colon
 * behind them. It is another one where an id continues another with a character before the colon:
 * {@code a} comes before {@code a-b}, but {@code a:} after {@code a-b:}.
 *
 * <p>So a template waits as long as others come that continue its id in such a way. Those that wait
 * continue each other's ids, hence no more can wait than an id has bytes.
 */
final class OwnerOrder {

  /** Where the templates come from. */
  @FunctionalInterface
  interface Source {

    /** The next one, or null when there are no more. */
    @Nullable Owner next() throws IOException;
  }

  private static final byte SEPARATOR = ':';

  private final Source source;
  private final Deque<Owner> waiting = new ArrayDeque<>();
  private final Deque<Owner> ready = new ArrayDeque<>();
  private boolean ended;

  OwnerOrder(Source source) {
    this.source = source;
  }

  @Nullable Owner next() throws IOException {
    while (ready.isEmpty() && !ended) {
      Owner owner = source.next();
      ended = owner == null;
      while (!waiting.isEmpty() && (owner == null || !comesBefore(owner, waiting.getLast()))) {
        ready.addLast(waiting.removeLast());
      }
      if (owner != null) {
        waiting.addLast(owner);
      }
    }
    return ready.pollFirst();
  }

  /** Whether the id continues the other one in a way that puts it before that one. */
  private static boolean comesBefore(Owner owner, Owner other) {
    byte[] id = owner.id();
    int length = other.id().length;
    return Keys.startsWith(id, other.id()) && id.length > length && (id[length] & 0xFF) < SEPARATOR;
  }
}
