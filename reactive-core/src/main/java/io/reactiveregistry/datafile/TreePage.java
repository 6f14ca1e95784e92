package io.reactiveregistry.datafile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One page of a tree in memory: a header, an array of offsets growing up, and nodes growing down.
 * Nothing may be asked of a node before {@link #nodeDefect} has found none.
 */
final class TreePage {

  static final int HEADER = 16;

  static final int BRANCH = 0x01;
  static final int LEAF = 0x02;

  /** The value lies on overflow pages, and the node has the number of the first. */
  static final int BIG_VALUE = 0x01;

  /** The value is the root of a database of its own. */
  static final int DATABASE = 0x02;

  /** What LMDB is built with. */
  private static final int MAX_KEY = 511;

  private static final int FLAGS_AT = 10;
  private static final int LOWER_AT = 12;
  private static final int UPPER_AT = 14;
  private static final int NODE_HEADER = 8;

  private final byte[] bytes;
  private final ByteBuffer buffer;
  private long number;

  TreePage(int pageSize) {
    this.bytes = new byte[pageSize];
    this.buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }

  /** Reads the page; null when it can be a page of a tree, else what is wrong. */
  @Nullable String load(PageReader reader, long page) throws IOException {
    number = page;
    if (!reader.read(page, bytes.length, bytes)) {
      return "it lies behind the end of the file";
    }
    if (buffer.getLong(0) != page) {
      return "its header says page %d".formatted(buffer.getLong(0));
    }
    int flags = unsignedShort(FLAGS_AT);
    if (flags != BRANCH && flags != LEAF) {
      return "it is no page of a tree: flags 0x%04x".formatted(flags);
    }
    int lower = unsignedShort(LOWER_AT);
    int upper = unsignedShort(UPPER_AT);
    if (lower < HEADER || (lower & 1) != 0 || lower > upper || upper > bytes.length) {
      return "its free space begins at byte %d and ends at %d".formatted(lower, upper);
    }
    if (count() == 0) {
      return "it has no entries";
    }
    return null;
  }

  long number() {
    return number;
  }

  boolean isLeaf() {
    return unsignedShort(FLAGS_AT) == LEAF;
  }

  /** How many nodes there are. */
  int count() {
    return (unsignedShort(LOWER_AT) - HEADER) / Short.BYTES;
  }

  /** What is wrong with the node, or null. */
  @Nullable String nodeDefect(int index) {
    int offset = offset(index);
    if (offset < unsignedShort(UPPER_AT)
        || (offset & 1) != 0
        || offset + NODE_HEADER > bytes.length) {
      return "entry %d begins at byte %d".formatted(index, offset);
    }
    int keyLength = keyLength(index);
    if (keyLength > MAX_KEY) {
      return "the key of entry %d has %d bytes".formatted(index, keyLength);
    }
    long end = (long) offset + NODE_HEADER + keyLength + (isLeaf() ? inlineLength(index) : 0);
    if (end > bytes.length) {
      return "entry %d ends at byte %d".formatted(index, end);
    }
    return null;
  }

  private long inlineLength(int index) {
    return (nodeFlags(index) & BIG_VALUE) != 0 ? Long.BYTES : valueLength(index);
  }

  int nodeFlags(int index) {
    return unsignedShort(offset(index) + 4);
  }

  int keyLength(int index) {
    return unsignedShort(offset(index) + 6);
  }

  byte[] key(int index) {
    int from = offset(index) + NODE_HEADER;
    return Arrays.copyOfRange(bytes, from, from + keyLength(index));
  }

  /** The page below a node of a branch. */
  long child(int index) {
    int offset = offset(index);
    return (buffer.getInt(offset) & 0xFFFFFFFFL) | (long) unsignedShort(offset + 4) << 32;
  }

  /** Bytes of the value of a leaf's node, wherever it lies. */
  long valueLength(int index) {
    return buffer.getInt(offset(index)) & 0xFFFFFFFFL;
  }

  /** The value that lies in the node itself. */
  byte[] inlineValue(int index) {
    int from = valueAt(index);
    return Arrays.copyOfRange(bytes, from, from + (int) inlineLength(index));
  }

  /** The first of the overflow pages with the value. */
  long overflowPage(int index) {
    return buffer.getLong(valueAt(index));
  }

  TreeRoot database(int index) {
    return TreeRoot.read(buffer, valueAt(index));
  }

  private int valueAt(int index) {
    return offset(index) + NODE_HEADER + keyLength(index);
  }

  private int offset(int index) {
    return unsignedShort(HEADER + index * Short.BYTES);
  }

  private int unsignedShort(int at) {
    return buffer.getShort(at) & 0xFFFF;
  }
}
