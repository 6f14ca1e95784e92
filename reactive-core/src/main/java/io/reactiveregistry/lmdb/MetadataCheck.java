package io.reactiveregistry.lmdb;

import io.reactiveregistry.codec.StoredInteger;
import io.reactiveregistry.datafile.PageLedger;
import io.reactiveregistry.datafile.Tree;
import io.reactiveregistry.datafile.TreeCursor;
import io.reactiveregistry.error.UnsupportedFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a store says of itself, and tells what of it cannot be right. */
final class MetadataCheck {

  private static final List<byte[]> KNOWN_KEYS =
      List.of(
          StoredKeys.COUNT,
          StoredKeys.LAST_MODIFIED,
          StoredKeys.REVISION,
          StoredKeys.TRANSACTION,
          StoredKeys.FORMAT);

  /** No commit has this number. */
  private static final long NO_TRANSACTION = 0;

  private final Path directory;
  private final Tree metadata;
  private final Instant now;
  private long revision;

  MetadataCheck(Path directory, Tree metadata, Instant now) {
    this.directory = directory;
    this.metadata = metadata;
    this.now = now;
  }

  /**
   * @param templates how many templates there are
   * @throws UnsupportedFormatException when a later version of this library has written the store
   */
  void run(long templates, ProblemListener problems) throws IOException {
    TreeCursor cursor = metadata.cursor(new PageLedger(), TemplateScan.KNOWN);
    boolean counted = false;
    while (cursor.next()) {
      byte[] key = cursor.key();
      if (KNOWN_KEYS.stream().noneMatch(known -> Arrays.equals(known, key))) {
        continue;
      }
      Long number = cursor.hasValue() ? number(cursor.value()) : null;
      if (number == null) {
        problems.found(
            Problem.Kind.UNREADABLE_METADATA,
            KeyText.show(key),
            "it is no number, or a negative one",
            fix(key, templates));
      } else if (Arrays.equals(key, StoredKeys.FORMAT)) {
        requireKnown(number);
      } else if (Arrays.equals(key, StoredKeys.COUNT) && number != templates) {
        problems.found(
            Problem.Kind.WRONG_COUNT,
            KeyText.show(key),
            "it says %d templates, there are %d".formatted(number, templates),
            fix(key, templates));
      }
      counted |= Arrays.equals(key, StoredKeys.COUNT);
      if (Arrays.equals(key, StoredKeys.REVISION)) {
        revision = number == null ? lostRevision(now) : number;
      }
    }
    if (!counted && templates > 0) {
      problems.found(
          Problem.Kind.WRONG_COUNT,
          KeyText.show(StoredKeys.COUNT),
          "it is missing, there are %d templates".formatted(templates),
          fix(StoredKeys.COUNT, templates));
    }
  }

  /** What {@link #run} has found: the last revision, or what it becomes by a repair. */
  long revision() {
    return revision;
  }

  private void requireKnown(long format) {
    if (format > StoreFormat.CURRENT) {
      throw new UnsupportedFormatException(directory.toString(), format, StoreFormat.CURRENT);
    }
  }

  /** One of the numbers, or null when it is missing or unreadable. */
  static @Nullable Long read(Tree metadata, byte[] name) throws IOException {
    TreeCursor cursor = metadata.cursor(new PageLedger(), TemplateScan.KNOWN);
    while (cursor.next()) {
      if (Arrays.equals(cursor.key(), name)) {
        return cursor.hasValue() ? number(cursor.value()) : null;
      }
    }
    return null;
  }

  private static @Nullable Long number(byte[] value) {
    try {
      long number = StoredInteger.decode(value);
      return number < 0 ? null : number;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private @Nullable EntryChange fix(byte[] key, long templates) {
    if (Arrays.equals(key, StoredKeys.FORMAT)) {
      return null; // a store whose format is unknown cannot be opened for writing
    }
    long value = now.getEpochSecond();
    if (Arrays.equals(key, StoredKeys.COUNT)) {
      value = templates;
    } else if (Arrays.equals(key, StoredKeys.REVISION)) {
      value = lostRevision(now);
    } else if (Arrays.equals(key, StoredKeys.TRANSACTION)) {
      value = NO_TRANSACTION; // so somebody else was the last to write, for all that is known
    }
    return EntryChange.put(StoreOpener.METADATA, key, StoredInteger.encode(value));
  }

  /**
   * A revision greater than any that was given out before, although nobody knows those: it would
   * have taken a thousand writes a second since 1970.
   */
  static long lostRevision(Instant now) {
    return now.toEpochMilli();
  }
}
