package io.reactiveregistry.error;

/**
 * Not every change after the given revision can be told: the oldest are not kept any more, or the
 * revision has not been reached, as after restoring an older backup. Not retryable: read everything
 * again, then go on with the changes after {@link #oldestAvailable()} or any later revision.
 */
public final class ChangesCompactedException extends RegistryException {

  private static final long serialVersionUID = 1L;

  private final long afterRevision;
  private final long oldestAvailable;
  private final long latest;

  /**
   * @param afterRevision what was asked for
   * @param oldestAvailable the least revision after which all changes are kept
   * @param latest the revision of the last write
   */
  public ChangesCompactedException(long afterRevision, long oldestAvailable, long latest) {
    super(
        afterRevision > latest
            ? "The changes after revision %d were asked for, but those that are kept follow %d and end with %d, the last write (has an older backup been restored?); read everything again and go on after %d"
                .formatted(afterRevision, oldestAvailable, latest, latest)
            : "Not all changes after revision %d are kept, only those that follow %d and end with %d, the last write; read everything again and go on after %d or later, or raise changeLogCapacity"
                .formatted(afterRevision, oldestAvailable, latest, oldestAvailable),
        /* withStackTrace= */ false);
    this.afterRevision = afterRevision;
    this.oldestAvailable = oldestAvailable;
    this.latest = latest;
  }

  /** The revision that was asked for. */
  public long afterRevision() {
    return afterRevision;
  }

  /** The least revision after which all changes are kept. */
  public long oldestAvailable() {
    return oldestAvailable;
  }

  /** The revision of the last write. */
  public long latest() {
    return latest;
  }
}
