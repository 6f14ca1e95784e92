package io.reactiveregistry.datafile;

import org.jspecify.annotations.Nullable;

/** Counts what a walk meets, to be compared with what LMDB has counted. */
final class PageCounts {

  private long branchPages;
  private long leafPages;
  private long overflowPages;
  private long entries;

  void add(TreePage page) {
    if (page.isLeaf()) {
      leafPages++;
      entries += page.count();
    } else {
      branchPages++;
    }
  }

  void addOverflow(long pages) {
    overflowPages += pages;
  }

  /** The first count that differs, or null. */
  @Nullable String difference(TreeRoot root) {
    String difference = difference("entries", root.entries(), entries);
    if (difference == null) {
      difference = difference("leaf pages", root.leafPages(), leafPages);
    }
    if (difference == null) {
      difference = difference("branch pages", root.branchPages(), branchPages);
    }
    return difference != null
        ? difference
        : difference("overflow pages", root.overflowPages(), overflowPages);
  }

  private static @Nullable String difference(String what, long expected, long found) {
    return expected == found
        ? null
        : "its database should have %d %s and has %d".formatted(expected, what, found);
  }
}
