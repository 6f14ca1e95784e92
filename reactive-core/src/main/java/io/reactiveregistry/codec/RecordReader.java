package io.reactiveregistry.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.core.buffer.ArrayBufferInput;

/**
 * Reads the values of a record one after another, within bounds that msgpack-core does not set: a
 * count is believed only as far as the remaining bytes can hold so many values, nesting is limited,
 * and text must be UTF-8. Not thread-safe; reused, because an unpacker costs more than a record.
 */
final class RecordReader {

  /**
   * Signals bytes that are no record, with the reason as message. Always caught in this package.
   */
  static final class MalformedRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedRecordException(String reason) {
      super(reason, null, false, false);
    }
  }

  private final ArrayBufferInput input = new ArrayBufferInput(new byte[0]);
  private final MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(input);
  private byte[] bytes = new byte[0];
  private byte[] skipped = new byte[256];
  private int start;
  private int end;

  void reset(byte[] newBytes, int offset, int length) throws IOException {
    bytes = newBytes;
    start = offset;
    end = offset + length;
    input.reset(newBytes, offset, length);
    unpacker.reset(input);
  }

  /** Where in the array the next value begins. */
  int position() {
    return start + (int) unpacker.getTotalReadBytes();
  }

  boolean atEnd() {
    return position() == end;
  }

  int mapHeader() throws IOException {
    int count = unpacker.unpackMapHeader();
    if (count < 0 || 2L * count > end - position()) {
      throw new MalformedRecordException("a map counts more entries than there are bytes");
    }
    return count;
  }

  private int arrayHeader() throws IOException {
    int count = unpacker.unpackArrayHeader();
    if (count < 0 || count > end - position()) {
      throw new MalformedRecordException("a list counts more elements than there are bytes");
    }
    return count;
  }

  /** Passes a text and returns its length; its bytes end at {@link #position()}. */
  int passText() throws IOException {
    int length = unpacker.unpackRawStringHeader();
    if (length > end - position()) {
      throw new MalformedRecordException("a text is longer than the record");
    }
    pass(length);
    return length;
  }

  /** Whether the text that was just passed is this one, without building it. */
  boolean passedEquals(int length, String expected) {
    int from = position() - length;
    if (length == expected.length()) {
      for (int i = 0; i < length; i++) {
        if (bytes[from + i] != expected.charAt(i)) {
          return bytes[from + i] < 0 && passedText(length).equals(expected);
        }
      }
      return true;
    }
    return length > expected.length() && passedText(length).equals(expected);
  }

  /** The text that was just passed. */
  String passedText(int length) {
    int from = position() - length;
    String text = new String(bytes, from, length, StandardCharsets.UTF_8);
    // Malformed bytes have become U+FFFD; only text that contains one can have had any.
    if (text.indexOf('\uFFFD') >= 0) {
      try {
        return StandardCharsets.UTF_8
            .newDecoder()
            .decode(ByteBuffer.wrap(bytes, from, length))
            .toString();
      } catch (CharacterCodingException e) {
        throw new MalformedRecordException("a text is not UTF-8");
      }
    }
    return text;
  }

  String text() throws IOException {
    return passedText(passText());
  }

  @Nullable String textOrNil() throws IOException {
    return unpacker.tryUnpackNil() ? null : text();
  }

  boolean bool() throws IOException {
    return unpacker.unpackBoolean();
  }

  private void pass(int length) throws IOException {
    for (int rest = length; rest > 0; ) {
      int part = Math.min(rest, skipped.length);
      unpacker.readPayload(skipped, 0, part);
      rest -= part;
    }
  }

  /** Any value of the model, {@code nesting} containers of which are still allowed. */
  @Nullable Object value(int nesting) throws IOException {
    MessageFormat format = unpacker.getNextFormat();
    switch (format.getValueType()) {
      case NIL -> {
        unpacker.unpackNil();
        return null;
      }
      case BOOLEAN -> {
        return unpacker.unpackBoolean();
      }
      case INTEGER -> {
        return unpacker.unpackLong();
      }
      case FLOAT -> {
        return unpacker.unpackDouble();
      }
      case STRING -> {
        return text();
      }
      case ARRAY -> {
        return list(nesting);
      }
      case MAP -> {
        return map(nesting);
      }
      default -> throw new MalformedRecordException("a value of type " + format + " has no place");
    }
  }

  private List<@Nullable Object> list(int nesting) throws IOException {
    requireNesting(nesting);
    int count = arrayHeader();
    List<@Nullable Object> list = new ArrayList<>(Math.min(count, 64));
    for (int i = 0; i < count; i++) {
      list.add(value(nesting - 1));
    }
    return list;
  }

  Map<String, @Nullable Object> map(int nesting) throws IOException {
    requireNesting(nesting);
    int count = mapHeader();
    Map<String, @Nullable Object> map = new LinkedHashMap<>(Math.min(count, 64) * 2);
    for (int i = 0; i < count; i++) {
      String key = text();
      if (map.containsKey(key)) {
        throw new MalformedRecordException("a map has the key '%s' twice".formatted(key));
      }
      map.put(key, value(nesting - 1));
    }
    return map;
  }

  private static void requireNesting(int nesting) {
    if (nesting <= 0) {
      throw new MalformedRecordException("values are nested too deep");
    }
  }
}
