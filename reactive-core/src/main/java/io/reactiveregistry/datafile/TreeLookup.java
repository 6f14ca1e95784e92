package io.reactiveregistry.datafile;

import java.io.IOException;
import java.util.Arrays;

/**
 * Finds single entries of a tree by their keys, from the root down, as LMDB does. It keeps one page
 * in memory, and ends whatever the file holds.
 */
public final class TreeLookup {

  private static final int NONE = -1;

  private final Tree tree;
  private final TreePage page;
  private int index = NONE;

  TreeLookup(Tree tree) {
    this.tree = tree;
    this.page = new TreePage(tree.meta().pageSize());
  }

  /**
   * Goes to the entry with this key.
   *
   * @return false when there is none
   * @throws DamagedFileException when a page on the way is not what LMDB has written
   */
  public boolean find(byte[] key) throws IOException {
    index = NONE;
    TreeRoot root = tree.root();
    if (root.isEmpty()) {
      return false;
    }
    long next = root.root();
    for (int depth = 0; depth < TreeCursor.MAX_DEPTH; depth++) {
      load(next);
      int last = lastUpTo(key);
      if (page.isLeaf()) {
        index = last != NONE && Arrays.equals(key(last), key) ? last : NONE;
        return index != NONE;
      }
      requireSound(last);
      next = page.child(last);
    }
    throw new DamagedFileException(
        next, "it lies deeper than %d levels".formatted(TreeCursor.MAX_DEPTH));
  }

  /**
   * Reads the value of the entry found last.
   *
   * @throws IllegalStateException when none was found
   * @throws DamagedFileException when it is not readable
   */
  public byte[] value() throws IOException {
    if (index == NONE) {
      throw new IllegalStateException("There is no current entry");
    }
    int flags = page.nodeFlags(index);
    if (flags == 0) {
      return page.inlineValue(index);
    }
    OverflowPages overflow = new OverflowPages(tree, new PageLedger());
    String defect =
        flags == TreePage.BIG_VALUE
            ? overflow.defect(page, index, new PageCounts())
            : "flags 0x%04x".formatted(flags);
    if (defect != null) {
      throw new DamagedFileException(page.number(), "entry %d: %s".formatted(index, defect));
    }
    return overflow.read(page, index);
  }

  private void load(long number) throws IOException {
    String defect =
        tree.contains(number)
            ? page.load(tree.reader(), number)
            : "there is no such page in a tree, the last one is " + tree.meta().lastPage();
    if (defect != null) {
      throw new DamagedFileException(number, defect);
    }
  }

  /** The last node of the page whose key is not greater than this one. */
  private int lastUpTo(byte[] key) throws IOException {
    // The first key of a branch stands for everything smaller, and may be anything.
    int from = page.isLeaf() ? 0 : 1;
    int to = page.count();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (Arrays.compareUnsigned(key(middle), key) <= 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from - 1;
  }

  private byte[] key(int node) throws IOException {
    requireSound(node);
    return page.key(node);
  }

  private void requireSound(int node) throws IOException {
    String defect = page.nodeDefect(node);
    if (defect != null) {
      throw new DamagedFileException(page.number(), defect);
    }
  }
}
