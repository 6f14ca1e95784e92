package io.reactiveregistry.datafile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** The bytes of one of the two meta pages, and what makes them a valid one. */
final class MetaPage {

  /** A page header and the meta data behind it. */
  static final int SIZE = 152;

  private static final int MAGIC = 0xBEEFC0DE;
  private static final int VERSION = 1;

  private static final int PAGE_NUMBER_AT = 0;
  private static final int FLAGS_AT = 10;
  private static final int MAGIC_AT = 16;
  private static final int VERSION_AT = 20;
  private static final int MAP_SIZE_AT = 32;
  private static final int FREE_AT = 40;
  private static final int MAIN_AT = FREE_AT + TreeRoot.SIZE;
  private static final int LAST_PAGE_AT = MAIN_AT + TreeRoot.SIZE;
  private static final int TRANSACTION_AT = LAST_PAGE_AT + Long.BYTES;

  /** On 32-bit machines the page header is shorter. */
  private static final int MAGIC_AT_32_BIT = 12;

  private static final int META_FLAG = 0x08;

  private final ByteBuffer bytes;

  MetaPage(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }

  boolean hasMagic() {
    return bytes.capacity() >= MAGIC_AT + Integer.BYTES && bytes.getInt(MAGIC_AT) == MAGIC;
  }

  /** Says which other kind of file begins like this, or what is missing. */
  String foreignness() {
    if (bytes.capacity() >= MAGIC_AT + Integer.BYTES) {
      if (Integer.reverseBytes(bytes.getInt(MAGIC_AT)) == MAGIC) {
        return "it was written by LMDB on a machine of the other byte order";
      }
      int magic = bytes.getInt(MAGIC_AT_32_BIT);
      if (magic == MAGIC || Integer.reverseBytes(magic) == MAGIC) {
        return "it was written by LMDB on a 32-bit machine";
      }
    }
    return "it does not begin like a file of LMDB";
  }

  boolean hasVersion() {
    return bytes.getInt(VERSION_AT) == VERSION;
  }

  int version() {
    return bytes.getInt(VERSION_AT);
  }

  int pageSize() {
    return bytes.getInt(FREE_AT);
  }

  long transactionId() {
    return bytes.getLong(TRANSACTION_AT);
  }

  Meta meta(int page) {
    return new Meta(
        page,
        pageSize(),
        bytes.getLong(MAP_SIZE_AT),
        bytes.getLong(LAST_PAGE_AT),
        transactionId(),
        TreeRoot.read(bytes, FREE_AT),
        TreeRoot.read(bytes, MAIN_AT));
  }

  /** What LMDB itself requires of both pages; null when nothing is wrong. */
  @Nullable String headDefect(int page, int pageSize) {
    if (!hasMagic()) {
      return "it is not a meta page";
    }
    if (bytes.getLong(PAGE_NUMBER_AT) != page || (bytes.getShort(FLAGS_AT) & 0xFFFF) != META_FLAG) {
      return "the header of the meta page is damaged";
    }
    if (!hasVersion()) {
      return "it has format %d, the other meta page %d".formatted(version(), VERSION);
    }
    if (pageSize() != pageSize) {
      return "it says %d bytes per page, the other meta page %d".formatted(pageSize(), pageSize);
    }
    return null;
  }

  /** What must hold of the state that is used; null when nothing is wrong. */
  @Nullable String stateDefect(int page) {
    Meta meta = meta(page);
    long pages = meta.mapSize() / meta.pageSize();
    if (meta.mapSize() < 0 || meta.lastPage() < 1 || meta.lastPage() >= pages) {
      return "the last page is number %d, but the map has %d bytes"
          .formatted(meta.lastPage(), meta.mapSize());
    }
    if (meta.transactionId() < 0
        || (meta.transactionId() > 0 && (meta.transactionId() & 1) != page)) {
      return "transaction %d does not belong into this page".formatted(meta.transactionId());
    }
    if ((meta.free().flags() & TreeRoot.INTEGER_KEYS) == 0) {
      return "the list of free pages is not one";
    }
    String free = rootDefect("list of free pages", meta.free(), meta.lastPage());
    return free != null ? free : rootDefect("main tree", meta.main(), meta.lastPage());
  }

  private static @Nullable String rootDefect(String name, TreeRoot tree, long lastPage) {
    if (tree.isEmpty()) {
      return tree.entries() == 0 && tree.depth() == 0
          ? null
          : "the %s has no root page but %d entries".formatted(name, tree.entries());
    }
    if (tree.root() < DataFile.META_PAGES || tree.root() > lastPage) {
      return "the root of the %s is page %d of %d".formatted(name, tree.root(), lastPage + 1);
    }
    return tree.depth() >= 1 && tree.depth() <= TreeCursor.MAX_DEPTH
        ? null
        : "the %s is %d levels deep".formatted(name, tree.depth());
  }

  /** Writes the state as a meta page, as if a transaction of this number had committed it. */
  static void write(Meta meta, int number, long transactionId, ByteBuffer target) {
    ByteBuffer page = target.order(ByteOrder.nativeOrder());
    page.putLong(PAGE_NUMBER_AT, number);
    page.putShort(FLAGS_AT, (short) META_FLAG);
    page.putInt(MAGIC_AT, MAGIC);
    page.putInt(VERSION_AT, VERSION);
    page.putLong(MAP_SIZE_AT, meta.mapSize());
    meta.free().write(page, FREE_AT);
    page.putInt(FREE_AT, meta.pageSize());
    meta.main().write(page, MAIN_AT);
    page.putLong(LAST_PAGE_AT, meta.lastPage());
    page.putLong(TRANSACTION_AT, transactionId);
  }
}
