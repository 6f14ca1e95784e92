package io.reactiveregistry.lmdb;

import io.reactiveregistry.datafile.DamageListener;
import io.reactiveregistry.datafile.DataFile;
import io.reactiveregistry.datafile.Meta;
import io.reactiveregistry.datafile.PageLedger;
import io.reactiveregistry.datafile.Tree;
import io.reactiveregistry.datafile.TreeCursor;
import io.reactiveregistry.error.DamagedStoreException;
import io.reactiveregistry.error.NotAStoreException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Copies one state of a store into a file, and reads the copy again from the first page to the
 * last.
 */
final class StateCopy {

  private static final int CHUNK = 1 << 20;

  private final Path target;
  private final LongReads.Control control;
  private final Consumer<BackupProgress> onProgress;
  private final long begin = System.nanoTime();
  private long reported;

  /**
   * @param target where the copy will be in the end, for messages
   */
  StateCopy(Path target, LongReads.Control control, Consumer<BackupProgress> onProgress) {
    this.target = target;
    this.control = control;
    this.onProgress = onProgress;
  }

  /**
   * Copies the pages as they are. Pages of other states come along, since they lie between those of
   * this one; nothing leads to them.
   */
  void pages(Path source, Meta meta, Path copy) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(source.toFile(), "r");
        RandomAccessFile out = new RandomAccessFile(copy.toFile(), "rw")) {
      byte[] head = meta.metaPages();
      out.setLength(0);
      out.write(head);
      long end = Math.min(meta.usedBytes(), in.length());
      byte[] chunk = new byte[CHUNK];
      for (long done = head.length; done < end; ) {
        in.seek(done);
        int count = (int) Math.min(chunk.length, end - done);
        in.readFully(chunk, 0, count);
        out.write(chunk, 0, count);
        done += count;
        copied(done, end);
      }
    }
  }

  /** Copies the entries, which leaves out free pages and fills the others. */
  void entries(DataFile source, Meta meta, Path directory) throws IOException {
    new CompactCopy(source, meta, this::copied).into(directory);
  }

  private void copied(long done, long total) {
    report(BackupProgress.Phase.COPYING, done, total);
  }

  private void report(BackupProgress.Phase phase, long done, long total) {
    control.checkpoint();
    if (done == total || Math.abs(done - reported) >= CHUNK) {
      reported = done;
      onProgress.accept(new BackupProgress(phase, done, total));
    }
  }

  /** How many entries each database has. */
  static Map<String, Long> entries(DataFile file, Meta meta) throws IOException {
    Map<String, Long> entries = new TreeMap<>();
    file.trees(meta, new PageLedger(), DamageListener.strict())
        .forEach((name, tree) -> entries.put(name, tree.root().entries()));
    return entries;
  }

  /**
   * Reads all of the copy.
   *
   * @param expected how many entries each database has to have
   */
  BackupReport verified(Path copy, Map<String, Long> expected) throws IOException {
    try (DataFile file = DataFile.open(copy)) {
      Meta meta = file.newestCompleteMeta();
      PageLedger ledger = new PageLedger();
      Map<String, Tree> trees = file.trees(meta, ledger, DamageListener.strict());
      Tree metadata = trees.get(StoreOpener.METADATA);
      if (metadata == null || !trees.containsKey(StoreOpener.TEMPLATES)) {
        throw new NotAStoreException(
            target.toString(), "what was to be copied has no databases of a template store", null);
      }
      long total = trees.values().stream().mapToLong(tree -> tree.root().pages()).sum();
      for (Tree tree : trees.values()) {
        TreeCursor cursor = tree.cursor(ledger, DamageListener.strict());
        while (cursor.next()) {
          if (cursor.hasValue()) {
            byte[] unused = cursor.value();
          }
          report(
              BackupProgress.Phase.VERIFYING,
              Math.min(total, file.pagesRead()) * meta.pageSize(),
              total * meta.pageSize());
        }
      }
      requireSoundFreeList(file, meta, ledger);
      requireEqual(entries(file, meta), expected);
      Long revision = MetadataCheck.read(metadata, StoredKeys.REVISION);
      long templates = expected.getOrDefault(StoreOpener.TEMPLATES, 0L);
      return new BackupReport(
          target,
          file.length(),
          templates,
          templates + expected.getOrDefault(StoreOpener.HISTORY, 0L),
          revision == null ? 0 : revision,
          Duration.ofNanos(System.nanoTime() - begin));
    }
  }

  /** LMDB trusts it at the first write. */
  private void requireSoundFreeList(DataFile file, Meta meta, PageLedger ledger)
      throws IOException {
    file.freeList(meta)
        .forEach(
            ledger,
            DamageListener.strict(),
            page -> {
              if (!ledger.claim(page)) {
                throw new DamagedStoreException(
                    target.toString(),
                    "page %d is in use and in the list of free pages".formatted(page),
                    null);
              }
            });
  }

  private void requireEqual(Map<String, Long> entries, Map<String, Long> expected) {
    if (!entries.equals(expected)) {
      throw new DamagedStoreException(
          target.toString(),
          "the copy has %s entries, the store %s".formatted(entries, expected),
          null);
    }
  }
}
