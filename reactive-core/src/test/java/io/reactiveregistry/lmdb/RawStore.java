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
    return new RawStore(
        Env.create(NativeBytesProxy.INSTANCE)
            .setMapSize(1 << 24)
            .setMaxDbs(8)
            .open(directory.toFile(), EnvFlags.MDB_NOTLS));
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
    Dbi<NativeBytes> dbi = env.openDbi(database, DbiFlags.MDB_CREATE);
    try (Txn<NativeBytes> txn = env.txnRead()) {
      NativeBytes value = dbi.get(txn, key.set(name.getBytes(StandardCharsets.UTF_8)));
      return value == null ? null : value.toArray();
    }
  }

  void delete(String database, String name) {
    Dbi<NativeBytes> dbi = env.openDbi(database, DbiFlags.MDB_CREATE);
    try (Txn<NativeBytes> txn = env.txnWrite()) {
      dbi.delete(txn, key.set(name.getBytes(StandardCharsets.UTF_8)));
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
