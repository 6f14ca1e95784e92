package io.reactiveregistry.reliability.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.codec.TemplateEncoder;
import java.util.Arrays;

/** Records as the Python original writes them: without a checksum. */
public final class ForeignRecord {

  /** The checksum's key as a MessagePack text; behind it stand at most five bytes. */
  static final byte[] KEY = "\u00A6crc32c".getBytes(ISO_8859_1);

  private ForeignRecord() {}

  /** Our record without its last entry, and one entry fewer in the map header. */
  public static byte[] of(TemplateSpec spec) {
    byte[] record = TemplateEncoder.encode(spec);
    int at = record.length - KEY.length;
    while (!Arrays.equals(record, at, at + KEY.length, KEY, 0, KEY.length)) {
      at--;
    }
    byte[] body = Arrays.copyOf(record, at);
    body[0]--;
    return body;
  }
}
