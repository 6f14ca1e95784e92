package io.reactiveregistry.lmdb;

import org.jspecify.annotations.Nullable;

/** A template whose versions are looked for. */
final class Owner {

  private final byte[] id;
  private final byte[] prefix;
  private final @Nullable String version;
  private boolean indexed;

  /**
   * @param version the current one; null when the record is damaged and does not say
   */
  Owner(byte[] id, @Nullable String version) {
    this.id = id;
    this.prefix = KeyText.withSeparator(id);
    this.version = version;
  }

  byte[] id() {
    return id;
  }

  /** The id and a colon, which the keys of its versions begin with. */
  byte[] prefix() {
    return prefix;
  }

  @Nullable String version() {
    return version;
  }

  /** Takes note of an entry of the index. */
  void index(String indexedVersion) {
    indexed |= indexedVersion.equals(version);
  }

  /** Whether the index lacks the current version. */
  boolean lacksIndex() {
    return version != null && !indexed;
  }
}
