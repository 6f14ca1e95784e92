package io.reactiveregistry.yaml;

import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.error.ChangesCompactedException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The latest changes of a tree, at most so many. One thread at a time appends; any number of others
 * read meanwhile, and nobody waits for anybody.
 *
 * <p>Each change has a position, counted from the first one of all, and stands in a slot until the
 * change that is {@code capacity} positions later overwrites it. Appending publishes twice: first
 * that the oldest changes are given up, then, with the slots written, that new ones are there. So
 * whoever finds another change in a slot than the one it looks for knows that it was given up, and
 * what is published says so, too.
 */
final class ChangeLog {

  private final AtomicReferenceArray<@Nullable Entry> slots;
  private volatile Kept kept = new Kept(0, 0, 0, 0);

  /**
   * @param capacity how many changes are kept
   */
  ChangeLog(int capacity) {
    this.slots = new AtomicReferenceArray<>(capacity);
  }

  /** The revision of the last change, 0 when there was none. */
  long latest() {
    return kept.latest;
  }

  /**
   * Adds what one write has changed. Not for several threads at once.
   *
   * @param changes in order, at least one, all of the revision that follows {@link #latest()}
   */
  void append(List<TemplateChange> changes) {
    Kept before = kept;
    long revision = changes.get(0).revision();
    long end = before.end + changes.size();
    long first = Math.max(before.first, end - slots.length());
    long firstOfBefore = Math.min(first, before.end);
    long oldest =
        firstOfBefore == before.first
            ? before.oldest
            : entry(firstOfBefore - 1).change().revision();
    kept = new Kept(firstOfBefore, before.end, oldest, before.latest);
    for (int i = 0; i < changes.size(); i++) {
      long position = before.end + i;
      slots.set(slot(position), new Entry(position, changes.get(i), i == changes.size() - 1));
    }
    kept = new Kept(first, end, first > before.end ? revision : oldest, revision);
  }

  /** A cursor before whatever comes next. */
  Cursor end() {
    Kept now = kept;
    return new Cursor(now.end, now.latest);
  }

  /**
   * A cursor before the first change after a revision.
   *
   * @throws ChangesCompactedException when not all of them are kept, or the revision is not reached
   */
  Cursor after(long revision) {
    Kept now = kept;
    if (revision < now.oldest || revision > now.latest) {
      throw now.compacted(revision);
    }
    long low = now.first;
    long high = now.end;
    while (low < high) {
      long middle = (low + high) >>> 1;
      Entry entry = entry(middle);
      if (entry.position != middle) {
        return after(revision); // given up since we looked what is kept
      }
      if (entry.change.revision() > revision) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return new Cursor(low, revision);
  }

  private Entry entry(long position) {
    return Objects.requireNonNull(slots.get(slot(position)));
  }

  private int slot(long position) {
    return (int) (position % slots.length());
  }

  /** One reader's place in the log. It keeps nothing from being given up. Not thread-safe. */
  final class Cursor {

    private long position;
    private long known;

    /**
     * @param known the last revision whose changes all stand before the position
     */
    private Cursor(long position, long known) {
      this.position = position;
      this.known = known;
    }

    /**
     * The next change, or null when it has not happened yet.
     *
     * @throws ChangesCompactedException when it is not kept any more
     */
    @Nullable TemplateChange next() {
      if (position >= kept.end) {
        return null;
      }
      Entry entry = entry(position);
      if (entry.position != position) {
        throw kept.compacted(known);
      }
      position++;
      long revision = entry.change.revision();
      known = entry.lastOfRevision ? revision : revision - 1;
      return entry.change;
    }
  }

  private record Entry(long position, TemplateChange change, boolean lastOfRevision) {}

  /**
   * What the log holds.
   *
   * @param first the position of the oldest change that is kept
   * @param end the position after the last change
   * @param oldest the least revision after which all changes are kept
   * @param latest the revision of the last change
   */
  private record Kept(long first, long end, long oldest, long latest) {

    ChangesCompactedException compacted(long afterRevision) {
      return new ChangesCompactedException(afterRevision, oldest, latest);
    }
  }
}
