package io.reactiveregistry.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ValueType;

/** One integer as a MessagePack value of its own, such as a count or a time in seconds. */
public final class StoredInteger {

  /** No integer takes more, and a packer with the default buffer would allocate 8 KiB. */
  private static final MessagePack.PackerConfig SMALL_BUFFER =
      new MessagePack.PackerConfig().withBufferSize(16);

  private StoredInteger() {}

  /** The value in its smallest form. */
  public static byte[] encode(long value) {
    try (MessageBufferPacker packer = SMALL_BUFFER.newBufferPacker()) {
      packer.packLong(value);
      return packer.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // not from a buffer in memory
    }
  }

  /**
   * The integer that the bytes hold. Other writers of the format may have stored a time as a float;
   * its fraction is dropped.
   *
   * @throws IllegalArgumentException when the bytes are not exactly one number within 64 bits
   */
  public static long decode(byte[] bytes) {
    try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(bytes)) {
      long value =
          unpacker.getNextFormat().getValueType() == ValueType.FLOAT
              ? wholePart(unpacker.unpackDouble())
              : unpacker.unpackLong();
      if (unpacker.getTotalReadBytes() != bytes.length) {
        throw new IllegalArgumentException("More bytes follow the stored integer");
      }
      return value;
    } catch (IOException | MessagePackException e) {
      throw new IllegalArgumentException("The stored bytes are not an integer", e);
    }
  }

  private static long wholePart(double number) {
    // 2^63 itself is a double but no long; the cast would quietly turn it into the largest long.
    if (!(number >= -0x1p63 && number < 0x1p63)) {
      throw new IllegalArgumentException(
          "The stored number %s does not fit into 64 bits".formatted(number));
    }
    return (long) number;
  }
}
