package io.reactiveregistry.lmdb;

import io.reactiveregistry.AuditableRegistry.Finding;
import io.reactiveregistry.AuditableRegistry.Severity;

/**
 * Something in a store that is not as it should be.
 *
 * @param kind what kind of thing it is
 * @param location what to look at: a template's id, {@code id:version}, {@code id:label}, a page, a
 *     key, a place in the log of changes
 * @param reason what is wrong with it
 * @param repairable whether a repair puts it right, or has done so
 */
public record Problem(Kind kind, String location, String reason, boolean repairable) {

  /** How bad it is. */
  public Severity severity() {
    return kind.severity();
  }

  /** The same, as other jobs report it. */
  public Finding toFinding() {
    return new Finding(severity(), location, reason);
  }

  /** The kinds of problems. */
  public enum Kind {
    /** A page of the file is not what LMDB has written. What lies on it is lost. */
    DAMAGED_PAGE(Severity.ERROR),

    /** The current record of a template cannot be decoded. */
    DAMAGED_RECORD(Severity.ERROR),

    /** An older version of a template cannot be decoded. */
    DAMAGED_VERSION(Severity.ERROR),

    /** A key that no template, version or label can have, and no entry of the log of changes. */
    INVALID_KEY(Severity.ERROR),

    /** A count, a time, a revision or a transaction that is no number. */
    UNREADABLE_METADATA(Severity.ERROR),

    /** The current version of a template is not in the index. */
    TEMPLATE_WITHOUT_INDEX(Severity.ERROR),

    /** An entry of the index names another template than its key. */
    WRONG_INDEX(Severity.ERROR),

    /** A label that names no version that there can be. */
    DAMAGED_LABEL(Severity.ERROR),

    /**
     * A label on a version that is not there. The Python original leads to that too when it
     * overwrites the version: it does not know of labels.
     */
    LABEL_WITHOUT_VERSION(Severity.ERROR),

    /** An entry of the log of changes cannot be decoded. */
    DAMAGED_CHANGE(Severity.ERROR),

    /** An entry of the log of changes does not continue the one before. */
    MISSING_CHANGES(Severity.ERROR),

    /** An entry of the log of changes has a greater revision than the store. */
    CHANGE_BEYOND_REVISION(Severity.ERROR),

    /** A version of a template that is not there; the Python original leaves it when it deletes. */
    INDEX_WITHOUT_TEMPLATE(Severity.WARNING),

    /** The body of such a version; the Python original does not know of it. */
    HISTORY_WITHOUT_TEMPLATE(Severity.WARNING),

    /** A label of such a template; the Python original does not know of it either. */
    LABEL_WITHOUT_TEMPLATE(Severity.WARNING),

    /** An older version that is not in the index; the Python original can leave that too. */
    HISTORY_WITHOUT_INDEX(Severity.WARNING),

    /**
     * The count kept for the Python original; it grows there whenever a template is overwritten.
     */
    WRONG_COUNT(Severity.WARNING),

    /** Pages that are neither used nor free. They only take room. */
    UNUSED_PAGES(Severity.WARNING);

    private final Severity severity;

    Kind(Severity severity) {
      this.severity = severity;
    }

    /** How bad problems of this kind are: after an error something cannot be served. */
    public Severity severity() {
      return severity;
    }
  }
}
