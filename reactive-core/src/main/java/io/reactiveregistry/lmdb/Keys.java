package io.reactiveregistry.lmdb;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Keys as bytes. A key of a version is {@code id:version}; a version contains no colon, so the last
 * colon splits the key even when the id contains some.
 */
final class Keys {

  private static final byte SEPARATOR = ':';

  private Keys() {}

  static byte[] ofId(String id) {
    return id.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] ofVersion(String id, String version) {
    return (id + ':' + version).getBytes(StandardCharsets.UTF_8);
  }

  /** As the key of a version, since a label contains no colon either. */
  static byte[] ofLabel(String id, String label) {
    return ofVersion(id, label);
  }

  /**
   * What the keys of all versions of the id begin with; keys of other ids may begin with it too.
   */
  static byte[] versionPrefix(String id) {
    return (id + ':').getBytes(StandardCharsets.UTF_8);
  }

  static String toText(byte[] key) {
    return new String(key, StandardCharsets.UTF_8);
  }

  static String textAfter(int prefix, byte[] key) {
    return new String(key, prefix, key.length - prefix, StandardCharsets.UTF_8);
  }

  static boolean startsWith(byte[] key, byte[] prefix) {
    return key.length >= prefix.length
        && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }

  /** Index of the first colon behind the prefix, or -1: a key with one belongs to another id. */
  static int separatorAfter(byte[] prefix, byte[] key) {
    for (int i = prefix.length; i < key.length; i++) {
      if (key[i] == SEPARATOR) {
        return i;
      }
    }
    return -1;
  }

  /** The least key that is greater than all keys which begin with {@code key[0..separator]}. */
  static byte[] behind(byte[] key, int separator) {
    byte[] next = Arrays.copyOf(key, separator + 1);
    next[separator] = SEPARATOR + 1;
    return next;
  }
}
