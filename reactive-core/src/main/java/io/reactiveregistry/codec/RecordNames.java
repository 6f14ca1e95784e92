package io.reactiveregistry.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A few known names, recognised in a buffer without building a String for them. */
final class RecordNames {

  private final byte[][] names;

  RecordNames(String... names) {
    this.names = new byte[names.length][];
    Arrays.setAll(this.names, i -> names[i].getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The index of the name that stands in the buffer, or -1 when it is none of these.
   *
   * @param likely tried first; writers keep the order of the keys, so this is nearly always right
   */
  int indexOf(byte[] buffer, int from, int to, int likely) {
    if (likely < names.length && isAt(likely, buffer, from, to)) {
      return likely;
    }
    for (int i = 0; i < names.length; i++) {
      if (isAt(i, buffer, from, to)) {
        return i;
      }
    }
    return -1;
  }

  private boolean isAt(int index, byte[] buffer, int from, int to) {
    byte[] name = names[index];
    return Arrays.equals(name, 0, name.length, buffer, from, to);
  }
}
