package io.reactiveregistry.lmdb;

import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.NonBlocking;

/**
 * The thread on which writes are signalled, so that subscribers never run on the writer thread.
 * What can wait here is bounded by the writer's inbox, whose room is given back only here.
 */
final class Completions extends Thread implements NonBlocking {

  private final Inbox<WriteRequest> writes;
  private final Inbox<List<WriteRequest>> inbox = new Inbox<>(Integer.MAX_VALUE);
  private final @Nullable Object[] groups = new Object[16];

  Completions(Inbox<WriteRequest> writes) {
    super("reactive-registry-completions");
    setDaemon(true);
    this.writes = writes;
  }

  void signal(List<WriteRequest> group) {
    inbox.offer(group);
  }

  @Override
  public void run() {
    while (inbox.await()) {
      int count = inbox.take(groups);
      inbox.release(count);
      for (int i = 0; i < count; i++) {
        @SuppressWarnings("unchecked") // the inbox holds nothing else
        List<WriteRequest> group = (List<WriteRequest>) groups[i];
        groups[i] = null;
        if (group != null) {
          group.forEach(this::signal);
        }
      }
    }
  }

  private void signal(WriteRequest request) {
    writes.release(1);
    try {
      request.signal();
    } catch (Throwable e) {
      Threads.report(e);
    }
  }

  /** Signals what was handed over and ends. Blocks. */
  void close() {
    inbox.close();
    Threads.join(this);
  }
}
