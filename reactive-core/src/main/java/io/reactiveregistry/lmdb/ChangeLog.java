package io.reactiveregistry.lmdb;

import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.codec.ChangeRecord;
import io.reactiveregistry.error.ChangesCompactedException;
import io.reactiveregistry.error.DamagedStoreException;
import java.util.ArrayList;
import java.util.List;
import org.lmdbjava.Cursor;
import org.lmdbjava.GetOp;

/** The log of changes as one snapshot has it. */
final class ChangeLog {

  private final String directory;
  private final Cursor<NativeBytes> cursor;
  private final KeyBuffer key;
  private final long latest;

  /**
   * @param cursor over the entries of the log
   * @param latest the revision of the last write
   */
  ChangeLog(String directory, Cursor<NativeBytes> cursor, KeyBuffer key, long latest) {
    this.directory = directory;
    this.cursor = cursor;
    this.key = key;
    this.latest = latest;
  }

  /**
   * The changes behind the position, some more than {@code limit} at most.
   *
   * @param upTo the last revision to look at
   * @throws ChangesCompactedException when some of them are not there
   * @throws DamagedStoreException when an entry cannot be read
   */
  ChangePage after(ChangePosition position, long upTo, int limit) {
    requireKept(position);
    List<LoggedChange> changes = new ArrayList<>(Math.min(limit, 64));
    for (boolean found = seek(position); found && key().revision() <= upTo; found = cursor.next()) {
      if (changes.size() >= limit) {
        ChangePosition end = changes.get(changes.size() - 1).position();
        return new ChangePage(changes, end, countFromHere());
      }
      addEntry(position, upTo, changes);
    }
    ChangePosition end = ChangePosition.behind(upTo);
    return new ChangePage(changes, end.compareTo(position) > 0 ? end : position, 0);
  }

  /** How many changes there are. */
  long length() {
    return cursor.first() ? countFromHere() : 0;
  }

  /** How many changes there are in this entry and all behind it. */
  private long countFromHere() {
    long ordinal = entry(key()).ordinal();
    if (!cursor.last()) {
      throw new IllegalStateException("The log of changes has lost its entries");
    }
    ChangeRecord last = entry(key());
    return Math.max(1, last.ordinal() + last.changes().size() - ordinal);
  }

  private void requireKept(ChangePosition position) {
    if (position.revision() > latest) {
      throw compacted(position, latest);
    }
    if (!cursor.first()) {
      if (position.revision() < latest) {
        throw compacted(position, latest);
      }
      return;
    }
    ChangeKey first = key();
    boolean follows =
        first.index() == 0
            ? position.revision() >= first.revision() - 1
            : position.compareTo(new ChangePosition(first.revision(), first.index())) >= 0;
    if (!follows) {
      throw compacted(position, first.index() == 0 ? first.revision() - 1 : first.revision());
    }
  }

  private ChangesCompactedException compacted(ChangePosition position, long oldest) {
    return new ChangesCompactedException(position.revision(), oldest, latest);
  }

  /** Moves to the entry that has the first change behind the position, or to one before it. */
  private boolean seek(ChangePosition position) {
    ChangeKey wanted =
        position.seen() == ChangePosition.ALL
            ? new ChangeKey(position.revision() + 1, 0)
            : new ChangeKey(position.revision(), position.seen());
    if (!seek(wanted)) {
      return cursor.last();
    }
    if (key().equals(wanted)) {
      return true;
    }
    // It may be in the middle of the entry before.
    return cursor.prev() || cursor.first();
  }

  private boolean seek(ChangeKey wanted) {
    return cursor.get(key.set(wanted.toBytes()), GetOp.MDB_SET_RANGE);
  }

  private ChangeKey key() {
    try {
      return ChangeKey.of(cursor.key().toArray());
    } catch (IllegalArgumentException e) {
      throw damaged("a key of the log of changes is not one", e);
    }
  }

  private void addEntry(ChangePosition position, long upTo, List<LoggedChange> changes) {
    ChangeKey place = key();
    long revision = place.revision();
    int index = place.index();
    for (TemplateChange change : entry(place).changes()) {
      if (change.revision() != revision) {
        revision = change.revision();
        index = 0;
      }
      LoggedChange logged = new LoggedChange(change, index++);
      if (revision <= upTo && logged.isAfter(position)) {
        changes.add(logged);
      }
    }
  }

  private ChangeRecord entry(ChangeKey place) {
    try {
      return ChangeRecord.decode(place.revision(), cursor.val().toArray());
    } catch (IllegalArgumentException e) {
      throw damaged(
          "the entry of revision %d in the log of changes is not readable"
              .formatted(place.revision()),
          e);
    }
  }

  private DamagedStoreException damaged(String reason, IllegalArgumentException cause) {
    return new DamagedStoreException(directory, reason, cause);
  }
}
