package io.reactiveregistry.spring.boot;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.lmdbjava.ByteArrayProxy;
import org.lmdbjava.Dbi;
import org.lmdbjava.DbiFlags;
import org.lmdbjava.Env;

/** Writes an LMDB environment behind the registry's back. Only while it is closed. */
final class RawStore {

  private RawStore() {}

  static void put(Path directory, String database, String key, byte[] value) {
    try (Env<byte[]> environment =
        Env.create(ByteArrayProxy.PROXY_BA)
            .setMapSize(1 << 24)
            .setMaxDbs(8)
            .open(directory.toFile())) {
      Dbi<byte[]> entries = environment.openDbi(database, DbiFlags.MDB_CREATE);
      entries.put(key.getBytes(StandardCharsets.UTF_8), value);
    }
  }
}
