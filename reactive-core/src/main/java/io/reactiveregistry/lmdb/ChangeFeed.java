package io.reactiveregistry.lmdb;

import io.reactiveregistry.error.ChangesCompactedException;
import io.reactiveregistry.error.RegistryException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.NonBlocking;

/**
 * The thread that follows the log of changes for all subscribers of a store. It reads what is new
 * once, whoever wrote it, keeps the newest changes in memory, and has each subscription tell its
 * subscriber. One that does not keep up reads the store by itself, so that it keeps nobody waiting.
 *
 * <p>Telling a thousand subscribers takes a processor's time, which those who write need: so as
 * long as this process writes, the feed rests longer than it works. It does not when so much has
 * yet to be told that the log might lose some of it.
 *
 * <p>It looks when this process has committed something, and every so often for the writes of other
 * processes. It sleeps as long as nobody follows.
 *
 * <p>A transaction of which nobody was told becomes known here first, when LMDB's number of the
 * last transaction is not the one that this library has noted. The writer then logs it as a {@link
 * io.reactiveregistry.TemplateChange.Resync}; a store that is only read has no writer, and its
 * subscribers are told without a log.
 */
final class ChangeFeed extends Thread implements NonBlocking {

  private static final int CHANGES_PER_READ = 128;

  /** After work of more than this, it rests so many times as long. */
  private static final long UNNOTICED_NANOS = 100_000;

  private static final int REST_PER_WORK = 8;

  /** Where nobody has written for so long, nobody needs the rest. */
  private static final long QUIET_NANOS = 2_000_000;

  /** When more than a quarter of the log has yet to be told, some of it might be lost meanwhile. */
  private static final int URGENT_PART = 4;

  private final Environment environment;
  private final CommitClock clock;
  private final long periodNanos;
  private final long urgentChanges;
  private final Set<ChangeSubscription> subscriptions = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean signalled = new AtomicBoolean();
  private @Nullable Writer writer;
  private volatile @Nullable ChangeTail tail;
  private final AtomicInteger untold = new AtomicInteger();
  private volatile boolean closed;
  private volatile long untoldTransaction = -1;

  ChangeFeed(Environment environment, CommitClock clock) {
    super("reactive-registry-changes");
    setDaemon(true);
    this.environment = environment;
    this.clock = clock;
    // Twice in the time in which a write has to be noticed, so that a late look is early enough.
    ChangeLogOptions options = environment.options().changeLog();
    this.periodNanos = options.detection().toNanos() / 2;
    this.urgentChanges = options.capacity() / URGENT_PART;
  }

  /**
   * @param resyncing logs what others have written; null in a store that is only read
   */
  void start(@Nullable Writer resyncing) {
    writer = resyncing;
    start();
  }

  CommitClock clock() {
    return clock;
  }

  /** The newest changes, or null when nobody has followed lately. */
  @Nullable ChangeTail tail() {
    return tail;
  }

  /** How often somebody has written of whom nobody will be told by the log. */
  int untold() {
    return untold.get();
  }

  /** How many follow, through all handles. */
  int subscribers() {
    return subscriptions.size();
  }

  void add(ChangeSubscription subscription) {
    subscriptions.add(subscription);
    wake();
  }

  void remove(ChangeSubscription subscription) {
    subscriptions.remove(subscription);
  }

  /** This process has committed something, and the observers have been told. */
  void committed() {
    if (!subscriptions.isEmpty()) {
      wake();
    }
  }

  private void wake() {
    if (!signalled.get() && signalled.compareAndSet(false, true)) {
      LockSupport.unpark(this);
    }
  }

  @Override
  public void run() {
    Snapshot snapshot = new Snapshot(environment);
    while (!closed) {
      await();
      if (subscriptions.isEmpty()) {
        tail = null;
      } else {
        follow(snapshot);
      }
    }
    snapshot.close();
  }

  private void await() {
    if (!signalled.get()) {
      boolean unused = interrupted(); // by user code; with it nobody can park
      if (subscriptions.isEmpty()) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, periodNanos);
      }
    }
    signalled.set(false);
  }

  private void follow(Snapshot snapshot) {
    try {
      long untold;
      do {
        long begun = System.nanoTime();
        untold = read(snapshot);
        subscriptions.forEach(this::drain);
        if (untold <= urgentChanges) {
          rest(System.nanoTime() - begun);
        }
      } while (untold > 0 && !closed);
    } catch (Throwable e) { // the thread goes on
      RegistryException error = environment.translate("follow the changes of the store", e);
      subscriptions.forEach(subscription -> subscription.fail(error));
    }
  }

  /** Does not end because there is something new. */
  private void rest(long workNanos) {
    if (workNanos < UNNOTICED_NANOS) {
      return;
    }
    long end = System.nanoTime() + Math.min(periodNanos, workNanos * REST_PER_WORK);
    for (long left = end - System.nanoTime(); left > 0 && !closed; left = end - System.nanoTime()) {
      CommitClock.Moment before = clock.now();
      boolean unused = interrupted(); // by user code; with it nobody can park
      LockSupport.parkNanos(this, Math.min(left, QUIET_NANOS));
      if (clock.isQuietSince(before)) {
        return;
      }
    }
  }

  private void drain(ChangeSubscription subscription) {
    try {
      subscription.drain();
    } catch (Throwable e) {
      subscription.cancel();
      Threads.report(e);
    }
  }

  /** Reads what is new; returns how many changes are left. */
  private long read(Snapshot snapshot) {
    snapshot.begin();
    try {
      return take(snapshot);
    } finally {
      snapshot.end();
    }
  }

  private long take(Snapshot snapshot) {
    long revision = clock.limit(snapshot.revision());
    ChangeTail known = tail;
    long left = 0;
    if (known == null) {
      tail = ChangeTail.at(ChangePosition.behind(revision));
    } else if (known.end().compareTo(ChangePosition.behind(revision)) < 0) {
      left = takeAfter(known, revision, snapshot);
    }
    clock.advanceTo(revision);
    for (ChangeSubscription subscription : subscriptions) {
      subscription.beginAt(revision);
    }
    if (left == 0 && !snapshot.isToldOf()) {
      tellOfOthers(snapshot.transactionId());
    }
    return left;
  }

  private long takeAfter(ChangeTail known, long revision, Snapshot snapshot) {
    try {
      ChangePage page = snapshot.changes(known.end(), revision, CHANGES_PER_READ);
      tail = known.with(page);
      return page.following();
    } catch (ChangesCompactedException e) {
      // Subscribers who do not know what is missing are told when they read it themselves.
      tail = ChangeTail.at(ChangePosition.behind(revision));
      return 0;
    }
  }

  private void tellOfOthers(long transaction) {
    if (transaction == untoldTransaction) {
      return;
    }
    untoldTransaction = transaction;
    if (writer == null) {
      untold.incrementAndGet();
    } else {
      writer.tellOfOthers().subscribe(null, e -> untoldTransaction = -1); // and tried again
    }
  }

  /** Ends the thread; subscriptions have ended before. Blocks. */
  void close() {
    closed = true;
    signalled.set(true);
    LockSupport.unpark(this);
    Threads.join(this);
  }
}
