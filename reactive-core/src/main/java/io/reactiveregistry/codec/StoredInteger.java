package io.reactiveregistry.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ValueType;

/** The integers of the {@code metadata} database: one MessagePack value each. */
public final class StoredInteger {

  private StoredInteger() {}

  /** The value in the smallest form that holds it. */
  public static byte[] encode(long value) {
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      packer.packLong(value);
      return packer.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // not from a buffer in memory
    }
  }

  /**
   * The value; of a float, which another program may have stored, its whole part.
   *
   * @throws IllegalArgumentException when the bytes are no number or more than one
   */
  public static long decode(byte[] bytes) {
    try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(bytes)) {
      long value =
          unpacker.getNextFormat().getValueType() == ValueType.FLOAT
              ? (long) unpacker.unpackDouble()
              : unpacker.unpackLong();
      if (unpacker.getTotalReadBytes() != bytes.length) {
        throw new IllegalArgumentException("Bytes follow the stored number");
      }
      return value;
    } catch (IOException | MessagePackException e) {
      throw new IllegalArgumentException("The stored bytes are not a number", e);
    }
  }
}
