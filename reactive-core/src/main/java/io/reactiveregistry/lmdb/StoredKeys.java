package io.reactiveregistry.lmdb;

import java.nio.charset.StandardCharsets;

/** The keys of the {@code metadata} database. */
final class StoredKeys {

  /** Number of templates; the Python original reads it. */
  static final byte[] COUNT = key("count");

  /** Time of the last write in Unix seconds; the Python original reads and writes it. */
  static final byte[] LAST_MODIFIED = key("last_modified");

  /** What follows this prefix is ours alone. */
  private static final String RESERVED_PREFIX = "reactive.";

  /** Number of the last write through this library. */
  static final byte[] REVISION = key(RESERVED_PREFIX + "revision");

  private StoredKeys() {}

  private static byte[] key(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }
}
