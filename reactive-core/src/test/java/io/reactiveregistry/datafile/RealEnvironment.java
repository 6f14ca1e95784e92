package io.reactiveregistry.datafile;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.lmdbjava.ByteArrayProxy;
import org.lmdbjava.Cursor;
import org.lmdbjava.Dbi;
import org.lmdbjava.DbiFlags;
import org.lmdbjava.Env;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.Txn;

/** An environment that LMDB itself writes. */
final class RealEnvironment implements AutoCloseable {

  static final long MAP_SIZE = 1L << 26;

  private final Path directory;
  private final Env<byte[]> env;

  private RealEnvironment(Path directory, EnvFlags... flags) {
    this.directory = directory;
    EnvFlags[] all = Arrays.copyOf(flags, flags.length + 2);
    all[flags.length] = EnvFlags.MDB_NOTLS;
    all[flags.length + 1] = EnvFlags.MDB_NOSYNC; // the tests lose no power
    this.env =
        Env.create(ByteArrayProxy.PROXY_BA)
            .setMapSize(MAP_SIZE)
            .setMaxDbs(8)
            .open(directory.toFile(), all);
  }

  static RealEnvironment open(Path directory, EnvFlags... flags) {
    return new RealEnvironment(directory, flags);
  }

  /** Puts entries, and removes those with null, in one transaction. */
  void commit(String database, Map<String, byte @Nullable []> changes) {
    commit(database, List.of(changes));
  }

  /** The same with several changes after each other, still in one transaction. */
  void commit(String database, List<Map<String, byte @Nullable []>> changes) {
    try (Txn<byte[]> txn = env.txnWrite()) {
      Dbi<byte[]> dbi =
          env.openDbi(
              txn, database.getBytes(StandardCharsets.UTF_8), null, false, DbiFlags.MDB_CREATE);
      changes.forEach(change -> change.forEach((key, value) -> apply(dbi, txn, key, value)));
      txn.commit();
    }
  }

  private static void apply(Dbi<byte[]> dbi, Txn<byte[]> txn, String key, byte @Nullable [] value) {
    byte[] name = key.getBytes(StandardCharsets.UTF_8);
    if (value == null) {
      dbi.delete(txn, name);
    } else {
      dbi.put(txn, name, value);
    }
  }

  void put(String database, String key, byte[] value) {
    commit(database, Map.of(key, value));
  }

  void delete(String database, String key) {
    Map<String, byte @Nullable []> change = new TreeMap<>();
    change.put(key, null);
    commit(database, change);
  }

  /** What LMDB lists. */
  Map<String, byte[]> list(String database) {
    Map<String, byte[]> entries = new TreeMap<>();
    Dbi<byte[]> dbi = env.openDbi(database, DbiFlags.MDB_CREATE);
    try (Txn<byte[]> txn = env.txnRead();
        Cursor<byte[]> cursor = dbi.openCursor(txn)) {
      for (boolean found = cursor.first(); found; found = cursor.next()) {
        entries.put(text(cursor.key()), cursor.val());
      }
    }
    return entries;
  }

  /** Runs the action while a reader holds the state of the transaction whose number it is given. */
  void whileReading(BiConsumer<Long, RealEnvironment> action) {
    try (Txn<byte[]> txn = env.txnRead()) {
      action.accept(txn.getId(), this);
    }
  }

  long lastPage() {
    return env.info().lastPageNumber;
  }

  long lastTransactionId() {
    return env.info().lastTransactionId;
  }

  Path file() {
    return directory.resolve("data.mdb");
  }

  long fileLength() {
    try {
      return Files.size(file());
    } catch (java.io.IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    env.close();
  }
}
