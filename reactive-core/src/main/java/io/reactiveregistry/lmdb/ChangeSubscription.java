package io.reactiveregistry.lmdb;

import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.error.RegistryException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/**
 * One subscriber that follows the changes. It is a place in the log and nothing else: what comes
 * next is in the {@link ChangeTail} as long as the subscriber keeps up, and read from the store
 * otherwise, no more at once than is asked for.
 *
 * <p>All signals come from {@link #drain}, which one thread at a time runs: the feed's when there
 * is something new, the subscriber's when it asks for more, a reader lane's with what it has read.
 */
final class ChangeSubscription implements Subscription {

  private static final int MOST_CHANGES_PER_READ = 512;

  private static final AtomicLongFieldUpdater<ChangeSubscription> REQUESTED =
      AtomicLongFieldUpdater.newUpdater(ChangeSubscription.class, "requested");
  private static final AtomicIntegerFieldUpdater<ChangeSubscription> WORK =
      AtomicIntegerFieldUpdater.newUpdater(ChangeSubscription.class, "work");

  private final ChangeStreams streams;
  private final ChangeFeed feed;
  private final CoreSubscriber<? super TemplateChange> subscriber;

  /** When the subscription began, where it follows from then on. */
  private final CommitClock.@Nullable Moment begun;

  private volatile long requested;

  @SuppressWarnings("UnusedVariable") // read by its updater
  private volatile int work;

  private volatile boolean ended;
  private volatile @Nullable RegistryException failure;
  private volatile @Nullable ChangePosition start;

  /** What a reader lane has read. */
  private volatile @Nullable ChangePage answer;

  /** Whether the lanes had no room for the question, which is to be asked again. */
  private volatile boolean refused;

  // Confined to the thread that drains.
  private @Nullable ChangePosition position;
  private boolean checked;
  private boolean reading;
  private int untoldSeen;
  private @Nullable ChangePage page;
  private int pageIndex;
  private @Nullable ChangeTail tail;
  private int tailIndex;

  private ChangeSubscription(
      ChangeStreams streams,
      CoreSubscriber<? super TemplateChange> subscriber,
      CommitClock.@Nullable Moment begun,
      @Nullable ChangePosition start) {
    this.streams = streams;
    this.feed = streams.feed();
    this.subscriber = subscriber;
    this.begun = begun;
    this.start = start;
    this.checked = start == null;
    this.untoldSeen = feed.untold();
  }

  /** Follows from now on. */
  static ChangeSubscription fromNow(
      ChangeStreams streams, CoreSubscriber<? super TemplateChange> subscriber) {
    return new ChangeSubscription(streams, subscriber, streams.feed().clock().now(), null);
  }

  /** Follows what comes after the revision; whether all of that is kept is checked first. */
  static ChangeSubscription after(
      long revision, ChangeStreams streams, CoreSubscriber<? super TemplateChange> subscriber) {
    return new ChangeSubscription(streams, subscriber, null, ChangePosition.behind(revision));
  }

  /**
   * Tells where the store is, on the feed's thread. What this process has written since the
   * subscription began will be told; what others wrote before will not.
   */
  void beginAt(long revision) {
    if (start == null && begun != null) {
      start = ChangePosition.behind(feed.clock().isQuietSince(begun) ? revision : begun.revision());
    }
  }

  boolean hasEnded() {
    return ended;
  }

  @Override
  public void request(long demand) {
    if (Operators.validate(demand)) {
      Operators.addCap(REQUESTED, this, demand);
      drain();
    }
  }

  @Override
  public void cancel() {
    ended = true;
    streams.remove(this);
  }

  /** Ends it with an error. */
  void fail(RegistryException error) {
    failure = error;
    drain();
  }

  void drain() {
    if (WORK.getAndIncrement(this) != 0) {
      return;
    }
    int missed = 1;
    do {
      emit();
      missed = WORK.addAndGet(this, -missed);
    } while (missed != 0);
  }

  private void emit() {
    long emitted = 0;
    while (!ended) {
      RegistryException error = failure;
      if (error != null) {
        cancel();
        subscriber.onError(error);
        return;
      }
      long demand = requested - emitted;
      TemplateChange change = demand > 0 ? next(demand) : null;
      if (change == null) {
        break;
      }
      subscriber.onNext(change);
      emitted++;
    }
    // Whoever is slow keeps nothing but its place.
    page = null;
    tail = null;
    Operators.produced(REQUESTED, this, emitted);
  }

  /** The next change, or null when there is none, or it has yet to be read. */
  private @Nullable TemplateChange next(long demand) {
    ChangePosition from = position == null ? start : position;
    if (from == null || !hasAnswer()) {
      return null;
    }
    position = from;
    LoggedChange next = nextOfPage();
    if (next == null) {
      next = nextOfTail(demand);
    }
    if (next == null) {
      return reading ? null : untold(from);
    }
    position = next.position();
    return next.change();
  }

  /** False while the lanes are asked. */
  private boolean hasAnswer() {
    if (!reading) {
      return true;
    }
    if (refused) {
      refused = false;
      reading = false;
      return true;
    }
    ChangePage received = answer;
    if (received == null) {
      return false;
    }
    answer = null;
    page = received;
    pageIndex = 0;
    checked = true;
    reading = false;
    return true;
  }

  private @Nullable LoggedChange nextOfPage() {
    ChangePage current = page;
    if (current == null) {
      return null;
    }
    if (pageIndex < current.changes().size()) {
      return current.changes().get(pageIndex++);
    }
    position = current.end();
    page = null;
    return null;
  }

  private @Nullable LoggedChange nextOfTail(long demand) {
    while (true) {
      ChangePosition from = Objects.requireNonNull(position);
      ChangeTail current = tail;
      if (current != null) {
        if (tailIndex < current.size()) {
          return current.get(tailIndex++);
        }
        if (from.compareTo(current.end()) < 0) {
          from = current.end();
          position = from;
        }
      }
      ChangeTail newest = feed.tail();
      if (checked && (newest == null || newest == current)) {
        return null; // that was all, or the feed is about to begin
      }
      if (newest == null || !checked || !newest.reaches(from)) {
        read(from, demand);
        return null;
      }
      tail = newest;
      tailIndex = newest.indexAfter(from);
    }
  }

  private void read(ChangePosition from, long demand) {
    reading = true;
    streams
        .read(from, (int) Math.min(demand, MOST_CHANGES_PER_READ))
        .subscribe(this::answered, this::refused, null, subscriber.currentContext());
  }

  private void answered(ChangePage received) {
    answer = received;
    drain();
  }

  private void refused(Throwable error) {
    RegistryException translated = streams.translate(error);
    if (translated.isRetryable()) {
      refused = true; // the feed looks at it again before long
    } else {
      fail(translated);
    }
  }

  /** That somebody wrote of whom the log does not tell, as a store knows that is only read. */
  private @Nullable TemplateChange untold(ChangePosition from) {
    int now = feed.untold();
    if (now == untoldSeen) {
      return null;
    }
    untoldSeen = now;
    return new TemplateChange.Resync(from.revision());
  }
}
