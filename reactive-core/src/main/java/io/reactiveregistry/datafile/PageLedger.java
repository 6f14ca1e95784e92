package io.reactiveregistry.datafile;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Which pages a walk has met: in a sound file each page is used once. Memory grows with the pages
 * met, one bit for each, whatever numbers a damaged file claims.
 */
public final class PageLedger {

  /** Pages for each of the sets, 128 KiB of bits. */
  private static final int SET_SIZE = 1 << 20;

  private final Map<Long, BitSet> sets = new HashMap<>();
  private long claimed;

  /** Takes note of a page; false when it was met before. */
  public boolean claim(long page) {
    return claim(page, 1);
  }

  /** Takes note of pages that follow each other; false when any of them was met before. */
  public boolean claim(long first, long count) {
    boolean isFree = true;
    for (long page = first; page < first + count; ) {
      int from = (int) (page % SET_SIZE);
      int to = (int) Math.min(SET_SIZE, from + (first + count - page));
      BitSet set = sets.computeIfAbsent(page / SET_SIZE, key -> new BitSet());
      int met = set.get(from, to).cardinality();
      isFree &= met == 0;
      set.set(from, to);
      claimed += to - from - met;
      page += to - from;
    }
    return isFree;
  }

  /** How many pages were met. */
  public long claimed() {
    return claimed;
  }
}
