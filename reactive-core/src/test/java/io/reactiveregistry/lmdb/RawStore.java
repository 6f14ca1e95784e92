package io.reactiveregistry.lmdb;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.lmdbjava.Dbi;
import org.lmdbjava.DbiFlags;
import org.lmdbjava.Env;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.Txn;

/** Reads and writes an LMDB environment behind the registry's back. Only while it is closed. */
final class RawStore implements AutoCloseable {

  private final Env<NativeBytes> env;
  private final KeyBuffer key = new KeyBuffer();

  private RawStore(Env<NativeBytes> env) {
    this.env = env;
  }

  static RawStore open(Path directory) {
    return open(directory, 1 << 24, EnvFlags.MDB_NOTLS);
  }

  /** For many writes whose loss in a power cut does not matter. */
  static RawStore openWithoutSync(Path directory, long mapSize) {
    return open(directory, mapSize, EnvFlags.MDB_NOTLS, EnvFlags.MDB_NOSYNC);
  }

  private static RawStore open(Path directory, long mapSize, EnvFlags... flags) {
    return new RawStore(
        Env.create(NativeBytesProxy.INSTANCE)
            .setMapSize(mapSize)
            .setMaxDbs(8)
            .open(directory.toFile(), flags));
  }

  void put(String database, String name, String value) {
    put(database, name, value.getBytes(StandardCharsets.UTF_8));
  }

  void put(String database, String name, byte[] value) {
    put(database, name.getBytes(StandardCharsets.UTF_8), value);
  }

  void put(String database, byte[] name, byte[] value) {
    Dbi<NativeBytes> dbi = env.openDbi(database, DbiFlags.MDB_CREATE);
    try (Txn<NativeBytes> txn = env.txnWrite()) {
      dbi.reserve(txn, key.set(name), value.length).fill(value);
      txn.commit();
    }
  }

  byte @Nullable [] get(String database, String name) {
    return get(database, name.getBytes(StandardCharsets.UTF_8));
  }

  byte @Nullable [] get(String database, byte[] name) {
    Dbi<NativeBytes> dbi = env.openDbi(database, DbiFlags.MDB_CREATE);
    try (Txn<NativeBytes> txn = env.txnRead()) {
      NativeBytes value = dbi.get(txn, key.set(name));
      return value == null ? null : value.toArray();
    }
  }

  void delete(String database, String name) {
    delete(database, name.getBytes(StandardCharsets.UTF_8));
  }

  void delete(String database, byte[] name) {
    Dbi<NativeBytes> dbi = env.openDbi(database, DbiFlags.MDB_CREATE);
    try (Txn<NativeBytes> txn = env.txnWrite()) {
      dbi.delete(txn, key.set(name));
      txn.commit();
    }
  }

  /** Removes all entries. */
  void clear(String database) {
    Dbi<NativeBytes> dbi = env.openDbi(database, DbiFlags.MDB_CREATE);
    try (Txn<NativeBytes> txn = env.txnWrite()) {
      dbi.drop(txn);
      txn.commit();
    }
  }

  long entries(String database) {
    Dbi<NativeBytes> dbi = env.openDbi(database, DbiFlags.MDB_CREATE);
    try (Txn<NativeBytes> txn = env.txnRead()) {
      return dbi.stat(txn).entries;
    }
  }

  void flipBit(String database, String name, int index) {
    byte[] value = get(database, name);
    if (value == null) {
      throw new IllegalArgumentException("No such key: " + name);
    }
    byte[] damaged = Arrays.copyOf(value, value.length);
    damaged[index] ^= 1;
    put(database, name, damaged);
  }

  @Override
  public void close() {
    key.close();
    env.close();
  }
}
