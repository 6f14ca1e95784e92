package io.reactiveregistry.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The end of a record: the text {@code crc32c} and the CRC-32C of all bytes before it, as an
 * unsigned integer in the smallest form.
 */
final class Checksum {

  static final String NAME = "crc32c";

  private static final byte[] KEY = key();

  // MessagePack's unsigned integers by the number of bytes they take in all.
  private static final int UINT8 = 0xCC;
  private static final int UINT16 = 0xCD;
  private static final int UINT32 = 0xCE;

  private Checksum() {}

  private static byte[] key() {
    byte[] name = NAME.getBytes(StandardCharsets.US_ASCII);
    byte[] key = new byte[name.length + 1];
    key[0] = (byte) (0xA0 | name.length); // MessagePack's fixstr
    System.arraycopy(name, 0, key, 1, name.length);
    return key;
  }

  static byte[] append(byte[] body) {
    long crc = compute(body, 0, body.length);
    int width = widthOf(crc);
    byte[] record = Arrays.copyOf(body, body.length + KEY.length + width);
    System.arraycopy(KEY, 0, record, body.length, KEY.length);
    int position = body.length + KEY.length;
    if (width > 1) {
      record[position++] = (byte) (width == 2 ? UINT8 : width == 3 ? UINT16 : UINT32);
    }
    for (int shift = 8 * (record.length - position - 1); shift >= 0; shift -= 8) {
      record[position++] = (byte) (crc >>> shift);
    }
    return record;
  }

  private static int widthOf(long crc) {
    return crc < 0x80 ? 1 : crc < 0x100 ? 2 : crc < 0x10000 ? 3 : 5;
  }

  static long compute(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return crc.getValue();
  }

  /**
   * Where the checksum's key begins, or -1 when the range does not end with one.
   *
   * <p>The integer may have four widths, so the key may stand at four places. At most one of them
   * can match: two keys would overlap, and no later byte of the key equals its first one.
   */
  static int find(byte[] bytes, int offset, int length) {
    int end = offset + length;
    for (int width : new int[] {5, 3, 2, 1}) {
      int start = end - width - KEY.length;
      if (start >= offset
          && Arrays.equals(bytes, start, start + KEY.length, KEY, 0, KEY.length)
          && hasWidth(bytes[start + KEY.length], width)) {
        return start;
      }
    }
    return -1;
  }

  private static boolean hasWidth(byte first, int width) {
    int type = first & 0xFF;
    return switch (width) {
      case 1 -> type < 0x80;
      case 2 -> type == UINT8;
      case 3 -> type == UINT16;
      default -> type == UINT32;
    };
  }

  /** Whether the bytes before the key have the checksum that stands behind it. */
  static boolean matches(byte[] bytes, int offset, int length, int keyStart) {
    int position = keyStart + KEY.length;
    int end = offset + length;
    if (end - position > 1) {
      position++;
    }
    long stored = 0;
    for (; position < end; position++) {
      stored = stored << 8 | (bytes[position] & 0xFF);
    }
    return stored == compute(bytes, offset, keyStart - offset);
  }
}
