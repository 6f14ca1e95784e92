package io.reactiveregistry.reliability.record;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Any bytes with a right checksum, so that nothing but their content can be wrong. */
public final class SealedRecord {

  private static final byte UINT32 = (byte) 0xCE;

  private SealedRecord() {}

  /** The bytes, which should count one entry more than they have, with a checksum behind. */
  public static byte[] of(byte[] body) {
    CRC32C checksum = new CRC32C();
    checksum.update(body);
    return ByteBuffer.allocate(body.length + ForeignRecord.KEY.length + 1 + Integer.BYTES)
        .put(body)
        .put(ForeignRecord.KEY)
        .put(UINT32)
        .putInt((int) checksum.getValue())
        .array();
  }
}
