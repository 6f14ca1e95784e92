package io.reactiveregistry.reliability.fuzz;

import java.io.IOException;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;

/**
 * The control: reads any bytes as {@link RecordTarget} does, but in the generic way of its library,
 * which trusts counts and nesting. A few bytes are enough to take all memory.
 */
public final class TrustingRecordTarget {

  private TrustingRecordTarget() {}

  /** Takes the bytes as one value. */
  public static void fuzzerTestOneInput(byte[] input) {
    Bounds.keptBy(() -> read(input), input.length);
  }

  static void read(byte[] input) {
    try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(input)) {
      unpacker.unpackValue();
    } catch (IOException | MessagePackException refused) {
      // as it must be
    }
  }
}
