package io.reactiveregistry.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** Bytes written one MessagePack value at a time, so that they can be wrong in any way. */
final class HandMadeRecord {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private HandMadeRecord() {}

  /** A record that announces this many entries, at most 15. */
  static HandMadeRecord withEntries(int count) {
    return new HandMadeRecord().map(count);
  }

  /** The start of a record of the template {@code a}: its id and a text, two entries. */
  static HandMadeRecord startOfA(int entries) {
    return withEntries(entries).text("id").text("a").text("template").text("T");
  }

  /** A map header, at most 15 entries. */
  @CanIgnoreReturnValue
  HandMadeRecord map(int count) {
    bytes.write(0x80 | count);
    return this;
  }

  /** A text of at most 31 bytes. */
  @CanIgnoreReturnValue
  HandMadeRecord text(String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    bytes.write(0xA0 | utf8.length);
    bytes.writeBytes(utf8);
    return this;
  }

  /** Any bytes, as hexadecimal digits with or without blanks between the bytes. */
  @CanIgnoreReturnValue
  HandMadeRecord hex(String digits) {
    bytes.writeBytes(HexFormat.of().parseHex(digits.replace(" ", "")));
    return this;
  }

  @CanIgnoreReturnValue
  HandMadeRecord repeated(int times, String digits) {
    byte[] once = HexFormat.of().parseHex(digits);
    for (int i = 0; i < times; i++) {
      bytes.writeBytes(once);
    }
    return this;
  }

  /** As the Python original leaves a record. */
  byte[] withoutChecksum() {
    return bytes.toByteArray();
  }

  /** With a right checksum, so that nothing but the content can be wrong. */
  byte[] withChecksum() {
    return RecordChecksum.seal(bytes.toByteArray());
  }
}
