package io.reactiveregistry.lmdb;

import io.reactiveregistry.metrics.RegistryMetrics;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.NonBlocking;

/**
 * The thread on which writes are signalled, so that subscribers never run on the writer thread. It
 * tells the observers first, and then wakes the feed, so that nobody who knows of a write can be
 * served what it replaced. What can wait here is bounded by the writer's inbox, whose room is given
 * back only here.
 */
final class Completions extends Thread implements NonBlocking {

  private final Consumer<WriteRequest> release;
  private final CommitObservers observers;
  private final ChangeFeed feed;
  private final @Nullable RegistryMetrics recorder;
  private final Inbox<WrittenGroup> inbox = new Inbox<>(Integer.MAX_VALUE);
  private final @Nullable Object[] groups = new Object[16];

  /**
   * @param release gives back the room that a request took, just before it is signalled
   * @param recorder null where nothing is measured
   */
  Completions(
      Consumer<WriteRequest> release,
      CommitObservers observers,
      ChangeFeed feed,
      @Nullable RegistryMetrics recorder) {
    super("reactive-registry-completions");
    setDaemon(true);
    this.release = release;
    this.observers = observers;
    this.feed = feed;
    this.recorder = recorder;
  }

  void signal(WrittenGroup group) {
    inbox.offer(group);
  }

  @Override
  public void run() {
    while (inbox.await()) {
      int count = inbox.take(groups);
      inbox.release(count);
      for (int i = 0; i < count; i++) {
        WrittenGroup group = (WrittenGroup) groups[i];
        groups[i] = null;
        if (group != null) {
          tell(group);
          if (recorder != null) {
            record(group, recorder);
          }
          group.requests().forEach(this::signal);
        }
      }
    }
  }

  private void tell(WrittenGroup group) {
    if (group.commits() > 0) {
      observers.tell(group.changes());
      feed.clock().end(group.commits(), group.revision());
      feed.committed();
    }
  }

  /** Here and not on the writer thread, which has no time for it. */
  private static void record(WrittenGroup group, RegistryMetrics recorder) {
    group.measured().forEach(recorder::committed);
    group.requests().forEach(request -> request.recordWait(recorder));
  }

  private void signal(WriteRequest request) {
    release.accept(request);
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
