package io.reactiveregistry.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.reactiveregistry.TemplateSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.core.buffer.ArrayBufferInput;

/**
 * Reads the values of one record after another, trusting none of its bytes: what a length or a
 * count claims must fit into the bytes that are left, nesting is limited, and UTF-8 is strict.
 *
 * <p>The generic reading and skipping of {@link MessageUnpacker} is not used: it trusts counts and
 * follows any nesting. Not thread-safe.
 */
final class RecordReader {

  /** Collections start no larger than this, whatever count the record claims, and then grow. */
  private static final int LARGEST_INITIAL_CAPACITY = 64;

  private static final char REPLACEMENT = '\uFFFD';

  private final ArrayBufferInput input = new ArrayBufferInput(new byte[0]);
  private final MessageUnpacker unpacker =
      new MessagePack.UnpackerConfig().withAllowReadingBinaryAsString(false).newUnpacker(input);

  private byte[] buffer = new byte[0];
  private int start;
  private int end;

  void reset(byte[] buffer, int offset, int length) throws IOException {
    this.buffer = buffer;
    this.start = offset;
    this.end = offset + length;
    input.reset(buffer, offset, length);
    unpacker.reset(input);
  }

  /** The index in the buffer of the next byte to read. */
  int position() {
    return start + (int) unpacker.getTotalReadBytes();
  }

  /** How many bytes of the record have been read. */
  int offset() {
    return (int) unpacker.getTotalReadBytes();
  }

  void requireEnd() throws IOException {
    if (position() != end) {
      throw new MalformedRecordException((end - position()) + " bytes follow its end");
    }
  }

  int mapHeader() throws IOException {
    int count = unpacker.unpackMapHeader();
    requireRoomFor(count, 2L * count, "entries");
    return count;
  }

  private int arrayHeader() throws IOException {
    int count = unpacker.unpackArrayHeader();
    requireRoomFor(count, count, "elements");
    return count;
  }

  private int textHeader() throws IOException {
    int length = unpacker.unpackRawStringHeader();
    requireRoomFor(length, length, "bytes of text");
    return length;
  }

  private void requireRoomFor(int count, long smallestSize, String what) throws IOException {
    int left = end - position();
    if (smallestSize > left) {
      throw new MalformedRecordException(
          "it announces %d %s where only %d bytes are left".formatted(count, what, left));
    }
  }

  /** Reads a text that is one of the names; returns its index, or -1. */
  int name(RecordNames names, int likely) throws IOException {
    int length = textHeader();
    int from = position();
    unpacker.readPayloadAsReference(length);
    return names.indexOf(buffer, from, from + length, likely);
  }

  /** Reads a text and tells whether these are its bytes. */
  boolean textIs(byte[] expected) throws IOException {
    int length = textHeader();
    int from = position();
    unpacker.readPayloadAsReference(length);
    return Arrays.equals(expected, 0, expected.length, buffer, from, from + length);
  }

  String text() throws IOException {
    int length = textHeader();
    int from = position();
    unpacker.readPayloadAsReference(length);
    // The constructor is fast, but replaces malformed bytes; only then, or when the text really
    // has the replacement character, the slow strict decoder has to decide.
    String text = new String(buffer, from, length, UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0) {
      requireUtf8(from, length);
    }
    return text;
  }

  private void requireUtf8(int from, int length) throws IOException {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(buffer, from, length));
    } catch (CharacterCodingException e) {
      throw new MalformedRecordException("a text is not valid UTF-8");
    }
  }

  boolean bool() throws IOException {
    return unpacker.unpackBoolean();
  }

  /** Reads a nil if the next value is one. */
  boolean nil() throws IOException {
    return unpacker.tryUnpackNil();
  }

  /** Reads any value; a list or map in it counts as the first level of nesting. */
  @Nullable Object value() throws IOException {
    return value(0);
  }

  /** Reads a map with texts as keys, the first level of nesting. */
  Map<String, @Nullable Object> map() throws IOException {
    return map(0);
  }

  private @Nullable Object value(int depth) throws IOException {
    return switch (unpacker.getNextFormat().getValueType()) {
      case NIL -> {
        unpacker.unpackNil();
        yield null;
      }
      case BOOLEAN -> unpacker.unpackBoolean();
      case INTEGER -> unpacker.unpackLong();
      case FLOAT -> unpacker.unpackDouble();
      case STRING -> text();
      case ARRAY -> list(depth);
      case MAP -> map(depth);
      case BINARY, EXTENSION ->
          throw new MalformedRecordException(
              "a value is neither text, number, boolean, list nor map");
    };
  }

  private List<@Nullable Object> list(int depth) throws IOException {
    requireDepth(depth);
    int count = arrayHeader();
    if (count == 0) {
      return List.of();
    }
    List<@Nullable Object> list = new ArrayList<>(initialCapacity(count));
    for (int i = 0; i < count; i++) {
      list.add(value(depth + 1));
    }
    return list;
  }

  private Map<String, @Nullable Object> map(int depth) throws IOException {
    requireDepth(depth);
    int count = mapHeader();
    if (count == 0) {
      return Map.of();
    }
    Map<String, @Nullable Object> map = new LinkedHashMap<>(initialCapacity(count));
    for (int i = 0; i < count; i++) {
      String key = text();
      map.put(key, value(depth + 1));
      if (map.size() == i) {
        throw new MalformedRecordException("a key stands twice in a map");
      }
    }
    return map;
  }

  static int initialCapacity(int count) {
    // Twice as much as needed, because hash tables grow before they are full.
    return 2 * Math.min(count, LARGEST_INITIAL_CAPACITY);
  }

  private static void requireDepth(int depth) throws IOException {
    if (depth >= TemplateSpec.MAX_NESTING) {
      throw new MalformedRecordException(
          "values are nested more than %d levels deep".formatted(TemplateSpec.MAX_NESTING));
    }
  }
}
