package io.reactiveregistry;

import org.jspecify.annotations.Nullable;

/**
 * One thing that a write has changed, as {@link ReactiveRegistry#changes(long)} tells it. The
 * changes of one write have the same revision and follow each other.
 */
public sealed interface TemplateChange {

  /** The {@link Commit#revision()} of the write. */
  long revision();

  /**
   * What has happened, for where the type does not help: in a log, as a tag, as the type of an
   * event.
   */
  Kind kind();

  /** The kinds of changes, one for each type. */
  enum Kind {
    SAVED("saved"),
    DELETED("deleted"),
    VERSION_DELETED("version-deleted"),
    LABEL_MOVED("label-moved"),
    RESYNC("resync");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /**
     * The name used in JSON and as the type of a server-sent event, such as {@code label-moved}.
     */
    public String label() {
      return label;
    }
  }

  /**
   * A version was saved, or an older one made current again: it is the current one now.
   *
   * @param version the version that was saved
   */
  record Saved(long revision, String id, String version) implements TemplateChange {
    @Override
    public Kind kind() {
      return Kind.SAVED;
    }
  }

  /** A template was deleted with all its versions and labels. */
  record Deleted(long revision, String id) implements TemplateChange {
    @Override
    public Kind kind() {
      return Kind.DELETED;
    }
  }

  /**
   * One version was deleted, or not kept any longer; the template exists in others. When it was the
   * current one, a {@link Saved} of the same revision follows, which names the version that is
   * current now.
   */
  record VersionDeleted(long revision, String id, String version) implements TemplateChange {
    @Override
    public Kind kind() {
      return Kind.VERSION_DELETED;
    }
  }

  /**
   * A label was moved or removed.
   *
   * @param version where it stands now, or null when it was removed
   */
  record LabelMoved(long revision, String id, String label, @Nullable String version)
      implements TemplateChange {
    @Override
    public Kind kind() {
      return Kind.LABEL_MOVED;
    }
  }

  /**
   * Somebody wrote to the storage who does not tell what: anything may have changed. Read again
   * what matters.
   */
  record Resync(long revision) implements TemplateChange {
    @Override
    public Kind kind() {
      return Kind.RESYNC;
    }
  }
}
