package io.reactiveregistry.codec;

import io.reactiveregistry.TemplateSpec;
import java.util.Arrays;

/** Records as other writers of the format leave them. */
final class ForeignRecords {

  private ForeignRecords() {}

  /** Our record without its last entry, and one entry fewer in the map header. */
  static byte[] withoutChecksum(TemplateSpec spec) {
    byte[] record = TemplateEncoder.encode(spec);
    byte[] body = Arrays.copyOf(record, RecordChecksum.find(record, 0, record.length));
    body[0]--;
    return body;
  }
}
