package io.reactiveregistry.datafile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Values that are too great for a page and lie on pages of their own, one behind the other. */
final class OverflowPages {

  private static final int FLAG = 0x04;
  private static final int FLAGS_AT = 10;
  private static final int COUNT_AT = 12;

  /** The greatest array of Java, nearly. */
  private static final long MAX_VALUE = Integer.MAX_VALUE - 64;

  private final Tree tree;
  private final PageLedger ledger;
  private final int pageSize;

  OverflowPages(Tree tree, PageLedger ledger) {
    this.tree = tree;
    this.ledger = ledger;
    this.pageSize = tree.meta().pageSize();
  }

  /** What makes the value of this entry unreadable, or null. */
  @Nullable String defect(TreePage leaf, int index, PageCounts counts) throws IOException {
    long first = leaf.overflowPage(index);
    long length = leaf.valueLength(index);
    long needed = (TreePage.HEADER - 1 + length) / pageSize + 1;
    if (length > MAX_VALUE) {
      return "its value has %d bytes".formatted(length);
    }
    if (!isWithin(first, needed)) {
      return "its value lies on page %d, the last one is %d"
          .formatted(first, tree.meta().lastPage());
    }
    if (first * pageSize + TreePage.HEADER + length > tree.reader().length()) {
      return "its value on page %d lies behind the end of the file".formatted(first);
    }
    ByteBuffer header =
        ByteBuffer.wrap(tree.reader().range(first * pageSize, TreePage.HEADER))
            .order(ByteOrder.nativeOrder());
    if (header.capacity() == 0) {
      return "its value on page %d lies behind the end of the file".formatted(first);
    }
    long count = header.getInt(COUNT_AT) & 0xFFFFFFFFL;
    if (header.getLong(0) != first || (header.getShort(FLAGS_AT) & 0xFFFF) != FLAG) {
      return "its value should begin on page %d, which holds something else".formatted(first);
    }
    // A value that replaced a greater one keeps the pages of that.
    if (count < needed || !isWithin(first, count)) {
      return "its value has %d pages and needs %d".formatted(count, needed);
    }
    if (!ledger.claim(first, count)) {
      return "its value on page %d is used twice".formatted(first);
    }
    counts.addOverflow(count);
    return null;
  }

  private boolean isWithin(long first, long count) {
    return tree.contains(first) && count <= tree.meta().lastPage() - first + 1;
  }

  byte[] read(TreePage leaf, int index) throws IOException {
    long first = leaf.overflowPage(index);
    byte[] value =
        tree.reader().range(first * pageSize + TreePage.HEADER, (int) leaf.valueLength(index));
    if (value.length != leaf.valueLength(index)) {
      throw new DamagedFileException(first, "it lies behind the end of the file");
    }
    return value;
  }
}
