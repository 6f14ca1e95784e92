package io.reactiveregistry.lmdb;

import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.codec.ChangeRecord;
import java.util.ArrayList;
import java.util.List;
import org.lmdbjava.Cursor;
import reactor.util.Logger;
import reactor.util.Loggers;

/**
 * The log of changes inside a write transaction. It has at most a given number of changes: when it
 * has more, the oldest ones go, a sixteenth of them at once, so that a write seldom has to touch
 * both ends of the log.
 */
final class WritableChangeLog {

  private static final Logger LOG = Loggers.getLogger(WritableChangeLog.class);

  /** So few that an entry is small beside a page, also with ids of the greatest length. */
  private static final int CHANGES_PER_ENTRY = 16;

  private static final int PARTS = 16;

  private final Table table;
  private final int capacity;
  private long first;
  private long end;
  private boolean located;

  /**
   * @param capacity how many changes are kept, 0 to keep no log
   */
  WritableChangeLog(Table table, int capacity) {
    this.table = table;
    this.capacity = capacity;
  }

  boolean isKept() {
    return capacity > 0;
  }

  /**
   * Adds what a transaction has changed. Changes of several units share an entry, which costs less
   * than an entry for each.
   */
  void append(List<TemplateChange> changes) {
    if (!isKept()) {
      return;
    }
    locate();
    int beginOfRevision = 0;
    for (int i = 0; i < changes.size(); i++) {
      long revision = changes.get(i).revision();
      if (i > 0 && revision != changes.get(i - 1).revision()) {
        beginOfRevision = i;
      }
      if (i % CHANGES_PER_ENTRY == 0) {
        List<TemplateChange> part =
            changes.subList(i, Math.min(changes.size(), i + CHANGES_PER_ENTRY));
        table.put(
            new ChangeKey(revision, i - beginOfRevision).toBytes(),
            new ChangeRecord(end, part).encode());
        end += part.size();
      }
    }
  }

  /** Finds out how many changes there are, once for each transaction. */
  private void locate() {
    if (located) {
      return;
    }
    located = true;
    try (Cursor<NativeBytes> cursor = table.cursor()) {
      if (cursor.last()) {
        ChangeRecord last = entry(cursor);
        end = last.ordinal() + last.changes().size();
        boolean unused = cursor.first();
        first = entry(cursor).ordinal();
      }
      return;
    } catch (IllegalArgumentException e) {
      LOG.warn("The log of changes is damaged and begins anew; who follows it has to resync", e);
    }
    table.clear();
    first = 0;
    end = 0;
  }

  private static ChangeRecord entry(Cursor<NativeBytes> cursor) {
    return ChangeRecord.decode(
        ChangeKey.of(cursor.key().toArray()).revision(), cursor.val().toArray());
  }

  /** Deletes the oldest changes if there are too many. */
  void trim() {
    if (!located || end - first <= capacity) {
      return;
    }
    int keep = capacity - capacity / PARTS;
    List<byte[]> oldest = new ArrayList<>();
    try (Cursor<NativeBytes> cursor = table.cursor()) {
      for (boolean found = cursor.first(); found && end - first > keep; found = cursor.next()) {
        oldest.add(cursor.key().toArray());
        try {
          ChangeRecord entry = entry(cursor);
          first = entry.ordinal() + entry.changes().size();
        } catch (IllegalArgumentException e) {
          LOG.warn("An old entry of the log of changes is damaged and goes with the others", e);
        }
      }
    }
    oldest.forEach(table::delete);
  }
}
