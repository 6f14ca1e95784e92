package io.reactiveregistry.lmdb;

import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.codec.ChangeRecord;
import io.reactiveregistry.datafile.PageLedger;
import io.reactiveregistry.datafile.Tree;
import io.reactiveregistry.datafile.TreeCursor;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log of changes, and sees to it that its entries follow each other without a gap. It may
 * begin anywhere, even amid the changes of one write, since the oldest entries are dropped.
 *
 * <p>What is lost of it cannot be derived. But a log may begin anywhere, so it is put right by
 * letting it begin behind the last thing that is wrong: who follows it from further back is then
 * told that the changes are no longer kept, and misses none without knowing.
 */
final class ChangeLogCheck {

  private final TreeCursor log;
  private final long lastRevision;
  private final ProblemListener problems;
  private final ProgressMeter progress;

  /** The entry before the present one; null when nobody knows it. */
  private @Nullable Entry previous;

  /**
   * @param lastRevision the one that the store says of itself
   */
  ChangeLogCheck(Tree log, long lastRevision, ProblemListener problems, ProgressMeter progress) {
    this.log = log.cursor(new PageLedger(), TemplateScan.KNOWN);
    this.lastRevision = lastRevision;
    this.problems = problems;
    this.progress = progress;
  }

  void run() throws IOException {
    while (log.next()) {
      progress.advance();
      if (log.isInOrder()) { // else LMDB does not find it
        checkEntry(log.key());
      }
    }
  }

  private void checkEntry(byte[] key) throws IOException {
    ChangeKey place = place(key);
    Entry entry = place == null ? null : readEntry(key, place);
    if (place == null) { // it may have been the one of any entry
      problems.found(
          Problem.Kind.INVALID_KEY,
          KeyText.show(key),
          "the key in the log of changes is not a revision and an index",
          removalUpTo(key));
    } else if (entry != null && entry.lastRevision > lastRevision) {
      found(
          Problem.Kind.CHANGE_BEYOND_REVISION,
          place,
          "the last revision of the store is %d".formatted(lastRevision),
          key);
    } else if (entry != null && previous != null && !previous.isFollowedBy(entry)) {
      found(
          Problem.Kind.MISSING_CHANGES,
          place,
          "ordinal %d does not follow %s".formatted(entry.ordinal, previous),
          previous.key);
    }
    previous = entry;
  }

  /** The key, or null when no entry can have it. */
  private static @Nullable ChangeKey place(byte[] key) {
    try {
      ChangeKey place = ChangeKey.of(key);
      return place.revision() > 0 && place.index() >= 0 ? place : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static String show(ChangeKey place) {
    return "revision %d, change %d".formatted(place.revision(), place.index());
  }

  /** The entry, or null when it is damaged. */
  private @Nullable Entry readEntry(byte[] key, ChangeKey place) throws IOException {
    if (!log.hasValue()) {
      found(Problem.Kind.DAMAGED_CHANGE, place, "it lies on a damaged page", key);
      return null;
    }
    try {
      return new Entry(key, place, ChangeRecord.decode(place.revision(), log.value()));
    } catch (IllegalArgumentException e) {
      found(Problem.Kind.DAMAGED_CHANGE, place, "it cannot be decoded: " + e.getMessage(), key);
      return null;
    }
  }

  /**
   * @param last the last entry that has to go, with all before it
   */
  private void found(Problem.Kind kind, ChangeKey place, String reason, byte[] last) {
    problems.found(kind, show(place), reason, removalUpTo(last));
  }

  private static Fix removalUpTo(byte[] last) {
    return transaction -> transaction.removeUpTo(StoreOpener.CHANGES, last);
  }

  /** What has to be known of an entry to tell whether another one follows it. */
  private static final class Entry {

    private final byte[] key;
    private final ChangeKey place;
    private final long ordinal;
    private final int changes;
    private final long lastRevision;
    private final long indexInLastRevision;

    private Entry(byte[] key, ChangeKey place, ChangeRecord record) {
      List<TemplateChange> told = record.changes();
      this.key = key;
      this.place = place;
      this.ordinal = record.ordinal();
      this.changes = told.size();
      this.lastRevision = told.get(changes - 1).revision();
      long ofLastRevision =
          told.stream().filter(change -> change.revision() == lastRevision).count();
      this.indexInLastRevision =
          ofLastRevision + (lastRevision == place.revision() ? place.index() : 0);
    }

    boolean isFollowedBy(Entry next) {
      long expectedIndex = next.place.revision() == lastRevision ? indexInLastRevision : 0;
      return next.place.revision() >= lastRevision
          && next.place.index() == expectedIndex
          && next.ordinal == ordinal + changes;
    }

    @Override
    public String toString() {
      return "ordinal %d with %d changes at %s".formatted(ordinal, changes, show(place));
    }
  }
}
