package io.reactiveregistry.lmdb;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Which writes of this process have been committed, and of which the observers have been told. A
 * subscription that begins has to know from which revision on it follows, without asking the store;
 * and nobody is told a change before the observers are.
 */
final class CommitClock {

  private final AtomicLong begun = new AtomicLong();
  private final AtomicLong told = new AtomicLong();
  private final AtomicLong revision = new AtomicLong();

  /** Called before a commit can be seen. */
  void begin() {
    begun.incrementAndGet();
  }

  /**
   * Called when the observers have been told of commits, before anybody else is.
   *
   * @param commits how many there were
   * @param lastRevision the last of their revisions, 0 if none took effect
   */
  void end(long commits, long lastRevision) {
    advanceTo(lastRevision);
    told.addAndGet(commits);
  }

  /** The revision is known to have been reached, and may be told of. */
  void advanceTo(long reached) {
    revision.accumulateAndGet(reached, Math::max);
  }

  /** This moment. */
  Moment now() {
    long reached = revision.get();
    long ended = told.get();
    return new Moment(reached, begun.get() == ended ? ended : Moment.BUSY);
  }

  /** Whether this process has committed nothing since that moment, and was not about to. */
  boolean isQuietSince(Moment moment) {
    return moment.commits == begun.get();
  }

  /**
   * Up to which revision changes may be told.
   *
   * @param stored the last revision of a snapshot, which has begun before
   */
  long limit(long stored) {
    long reached = revision.get();
    long ended = told.get();
    return begun.get() == ended ? stored : Math.min(stored, reached);
  }

  /**
   * A moment.
   *
   * @param revision up to which changes had been told
   * @param commits how many commits this process had done, or {@link #BUSY}
   */
  record Moment(long revision, long commits) {

    private static final long BUSY = -1;
  }
}
