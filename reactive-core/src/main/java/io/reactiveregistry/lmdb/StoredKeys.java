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

  /**
   * LMDB's number of the last transaction of this library that told its changes. Where it is not
   * that of the last transaction, somebody else has written since.
   */
  static final byte[] TRANSACTION = key(RESERVED_PREFIX + "transaction");

  /** Number of the format; absent in a store that only the Python original has written. */
  static final byte[] FORMAT = key(RESERVED_PREFIX + "format");

  private StoredKeys() {}

  private static byte[] key(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }
}
