package io.reactiveregistry.yaml;

import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.error.ChangesCompactedException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * Tells the changes of an open tree to all who follow them. Telling only wakes the followers: each
 * takes the changes from the log on a thread of its own, so that none of them delays the writer.
 */
final class ChangeFeed {

  private final ChangeLog log;
  private final Flux<?> watch;
  private final Set<ChangeFollower> followers = ConcurrentHashMap.newKeySet();
  private final Supplier<RuntimeException> endError;
  private volatile boolean ended;

  /**
   * @param capacity how many changes are kept for those who are slow or come back
   * @param watch is subscribed to once for each follower, for as long as it follows
   * @param endError what followers get when the feed ends
   */
  ChangeFeed(int capacity, Flux<?> watch, Supplier<RuntimeException> endError) {
    this.log = new ChangeLog(capacity);
    this.watch = watch;
    this.endError = endError;
  }

  /** The revision of the last change, 0 when there was none. */
  long latest() {
    return log.latest();
  }

  /**
   * Tells what one write has changed. Not for several threads at once.
   *
   * @param changes in order, at least one, all of the revision that follows {@link #latest()}
   */
  void tell(List<TemplateChange> changes) {
    log.append(changes);
    followers.forEach(ChangeFollower::wake);
  }

  /** All changes that follow the subscription. */
  Flux<TemplateChange> live() {
    return from(log::end);
  }

  /**
   * All changes after a revision; fails with {@link ChangesCompactedException} when they are not
   * all kept, or the revision is not reached.
   */
  Flux<TemplateChange> after(long revision) {
    return from(() -> log.after(revision));
  }

  /**
   * Ends the feed for all who follow it now or later, once they have got what was told before or
   * have no demand for it.
   */
  void end() {
    ended = true;
    followers.forEach(ChangeFollower::wake);
  }

  private Flux<TemplateChange> from(Supplier<ChangeLog.Cursor> start) {
    return Flux.defer(
        () -> {
          ChangeLog.Cursor cursor = start.get();
          // Nothing is emitted without demand, so there is nothing that could overflow.
          return Flux.create(sink -> follow(cursor, sink), FluxSink.OverflowStrategy.ERROR);
        });
  }

  private @Nullable RuntimeException endError() {
    return ended ? endError.get() : null;
  }

  private void follow(ChangeLog.Cursor cursor, FluxSink<TemplateChange> sink) {
    ChangeFollower follower = new ChangeFollower(cursor, sink, this::endError);
    followers.add(follower);
    Disposable watching = watch.subscribe();
    sink.onDispose(
        () -> {
          followers.remove(follower);
          watching.dispose();
          follower.dispose();
        });
    sink.onRequest(demand -> follower.wake());
    follower.wake(); // the feed may have ended before the follower was known
  }
}
