package io.reactiveregistry.webflux;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/** Takes the bytes out of the server's buffers. */
final class BufferBytes {

  private BufferBytes() {}

  /** What stands in the buffer, which is released. */
  static byte[] drain(DataBuffer buffer) {
    try {
      byte[] bytes = new byte[buffer.readableByteCount()];
      buffer.read(bytes);
      return bytes;
    } finally {
      DataBufferUtils.release(buffer);
    }
  }
}
