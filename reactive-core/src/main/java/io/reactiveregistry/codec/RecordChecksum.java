package io.reactiveregistry.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The last entry of a record: the key {@code crc32c} and, as an unsigned integer in its smallest
 * form, the CRC-32C of all bytes before that key.
 */
final class RecordChecksum {

  /** The key as a MessagePack text: the header of a text of six bytes, then the text. */
  private static final byte[] KEY = "\0crc32c".getBytes(US_ASCII);

  private static final byte UINT8 = (byte) 0xCC;
  private static final byte UINT16 = (byte) 0xCD;
  private static final byte UINT32 = (byte) 0xCE;

  static {
    KEY[0] = (byte) 0xA6;
  }

  private RecordChecksum() {}

  /** The body, which already counts this entry in its map header, followed by its checksum. */
  static byte[] seal(byte[] body) {
    long checksum = of(body, 0, body.length);
    int width = checksum <= 0x7F ? 0 : checksum <= 0xFF ? 1 : checksum <= 0xFFFF ? 2 : 4;
    byte[] record = Arrays.copyOf(body, body.length + KEY.length + 1 + width);
    System.arraycopy(KEY, 0, record, body.length, KEY.length);
    int marker = body.length + KEY.length;
    record[marker] =
        switch (width) {
          case 0 -> (byte) checksum;
          case 1 -> UINT8;
          case 2 -> UINT16;
          default -> UINT32;
        };
    for (int i = 0; i < width; i++) {
      record[marker + width - i] = (byte) (checksum >>> (8 * i));
    }
    return record;
  }

  /**
   * Where the bytes that look like a checksum begin, or -1 when the record does not end with any.
   *
   * <p>At most one of the four widths fits: two would need the key to overlap itself by a shift of
   * one to four bytes, but its first byte occurs in it only once.
   */
  static int find(byte[] buffer, int from, int to) {
    int marker = to - 1;
    if (isKeyBefore(marker, buffer, from) && buffer[marker] >= 0) {
      return marker - KEY.length;
    }
    marker = to - 2;
    if (isKeyBefore(marker, buffer, from) && buffer[marker] == UINT8) {
      return marker - KEY.length;
    }
    marker = to - 3;
    if (isKeyBefore(marker, buffer, from) && buffer[marker] == UINT16) {
      return marker - KEY.length;
    }
    marker = to - 5;
    if (isKeyBefore(marker, buffer, from) && buffer[marker] == UINT32) {
      return marker - KEY.length;
    }
    return -1;
  }

  private static boolean isKeyBefore(int marker, byte[] buffer, int from) {
    int key = marker - KEY.length;
    return key >= from
        && buffer[key] == KEY[0]
        && Arrays.equals(KEY, 0, KEY.length, buffer, key, marker);
  }

  /** Whether the checksum that {@link #find} has found is the one of the bytes before it. */
  static boolean matches(byte[] buffer, int from, int checksum, int to) {
    int marker = checksum + KEY.length;
    long stored = 0;
    if (marker == to - 1) {
      stored = buffer[marker];
    }
    for (int i = marker + 1; i < to; i++) {
      stored = (stored << 8) | (buffer[i] & 0xFF);
    }
    return stored == of(buffer, from, checksum - from);
  }

  private static long of(byte[] buffer, int offset, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(buffer, offset, length);
    return checksum.getValue();
  }
}
