package io.reactiveregistry.reliability.crash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The calls of one process on its data file, in their order. */
final class Recording {

  private static final int WRITE = 1;
  private static final int SYNC = 2;
  private static final int TRUNCATE = 3;
  private static final int MARK = 4;

  private Recording() {}

  /** Reads what the library that stands before the C library has recorded. */
  static List<Call> read(Path file) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.nativeOrder());
    List<Call> calls = new ArrayList<>();
    while (in.hasRemaining()) {
      int kind = (int) in.getLong();
      boolean durable = in.getLong() != 0;
      long offset = in.getLong();
      byte[] bytes = new byte[(int) in.getLong()];
      long unused = in.getLong();
      in.get(bytes);
      calls.add(
          switch (kind) {
            case WRITE -> new Write((int) offset, bytes, durable);
            case SYNC -> new Sync();
            case TRUNCATE -> new Truncate((int) offset);
            case MARK -> new Mark(Integer.parseInt(new String(bytes, StandardCharsets.UTF_8)));
            default -> throw new IOException("A call of kind %d was recorded".formatted(kind));
          });
    }
    return calls;
  }

  /** One call, as far as it matters to what a crash leaves. */
  sealed interface Call {}

  /** Bytes written. */
  static final class Write implements Call {

    private final int offset;
    private final byte[] bytes;
    private final boolean durable;

    /**
     * @param durable whether the call itself brings them to the disk, as that of a commit does
     */
    Write(int offset, byte[] bytes, boolean durable) {
      this.offset = offset;
      this.bytes = bytes.clone();
      this.durable = durable;
    }

    int offset() {
      return offset;
    }

    byte[] bytes() {
      return bytes;
    }

    boolean durable() {
      return durable;
    }

    int end() {
      return offset + bytes.length;
    }
  }

  /** Brings to the disk whatever was written before. */
  record Sync() implements Call {}

  /** Sets the length of the file. */
  record Truncate(int length) implements Call {}

  /** The process acknowledged the unit of this number; 0 when it began. */
  record Mark(int number) implements Call {}
}
