package io.reactiveregistry.lmdb;

import io.reactiveregistry.datafile.DamageListener;
import io.reactiveregistry.datafile.DataFile;
import io.reactiveregistry.datafile.Meta;
import io.reactiveregistry.datafile.PageLedger;
import io.reactiveregistry.datafile.Tree;
import io.reactiveregistry.datafile.TreeCursor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.lmdbjava.Cursor;
import org.lmdbjava.Dbi;
import org.lmdbjava.DbiFlags;
import org.lmdbjava.Env;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.PutFlags;
import org.lmdbjava.Txn;

/**
 * Writes the entries of a store one behind the other into a new environment, which so has full
 * pages and no free ones.
 */
final class CompactCopy {

  /** Bytes of one transaction; LMDB keeps its pages in memory until it is committed. */
  private static final long TRANSACTION = 32 << 20;

  /** Room for the pages of the tree itself, which a store that is hardly larger has too. */
  private static final long EXTRA_MAP = 16 << 20;

  private final DataFile source;
  private final Meta meta;
  private final Progress progress;

  /** Told how far it is, in bytes; may end it by an exception. */
  @FunctionalInterface
  interface Progress {
    void copied(long done, long total);
  }

  CompactCopy(DataFile source, Meta meta, Progress progress) {
    this.source = source;
    this.meta = meta;
    this.progress = progress;
  }

  void into(Path directory) throws IOException {
    Map<String, Tree> trees = source.trees(meta, new PageLedger(), DamageListener.strict());
    long total = trees.values().stream().mapToLong(tree -> tree.root().pages()).sum();
    try (Env<NativeBytes> env = open(directory, trees.size())) {
      for (Map.Entry<String, Tree> named : trees.entrySet()) {
        copy(env, named.getKey(), named.getValue(), total);
      }
      env.sync(true);
    }
  }

  private Env<NativeBytes> open(Path directory, int databases) {
    return Env.create(NativeBytesProxy.INSTANCE)
        .setMapSize(Math.max(meta.mapSize(), meta.usedBytes() + EXTRA_MAP))
        .setMaxDbs(databases)
        // Nobody knows of it before it is synced.
        .open(directory.toFile(), EnvFlags.MDB_NOTLS, EnvFlags.MDB_NOSYNC);
  }

  private void copy(Env<NativeBytes> env, String name, Tree tree, long total) throws IOException {
    Dbi<NativeBytes> database =
        env.openDbi(name.getBytes(StandardCharsets.UTF_8), DbiFlags.MDB_CREATE);
    TreeCursor entries = tree.cursor();
    try (KeyBuffer key = new KeyBuffer()) {
      boolean more = entries.next();
      while (more) {
        more = copySome(env, database, entries, key, total);
      }
    }
  }

  /** One transaction; false when there is nothing left. */
  private boolean copySome(
      Env<NativeBytes> env,
      Dbi<NativeBytes> database,
      TreeCursor entries,
      KeyBuffer key,
      long total)
      throws IOException {
    try (Txn<NativeBytes> txn = env.txnWrite()) {
      boolean more = true;
      try (Cursor<NativeBytes> cursor = database.openCursor(txn)) {
        for (long bytes = 0; more && bytes < TRANSACTION; more = entries.next()) {
          byte[] value = entries.value();
          cursor.reserve(key.set(entries.key()), value.length, PutFlags.MDB_APPEND).fill(value);
          bytes += value.length;
          progress.copied(
              Math.min(total, source.pagesRead()) * meta.pageSize(), total * meta.pageSize());
        }
      }
      txn.commit();
      return more;
    }
  }
}
