package io.reactiveregistry.datafile;

import java.nio.ByteBuffer;

/**
 * Where the tree of a database begins and what LMDB has counted in it.
 *
 * @param flags how its keys are ordered, and whether they can stand twice; 0 for ours
 * @param depth levels of pages, 0 for an empty tree
 * @param root number of the topmost page, {@link #NO_PAGE} for an empty tree
 */
public record TreeRoot(
    int flags,
    int depth,
    long branchPages,
    long leafPages,
    long overflowPages,
    long entries,
    long root) {

  /** The root of an empty tree. */
  public static final long NO_PAGE = -1;

  /** Bytes of this in the file. */
  static final int SIZE = 48;

  /** Keys are integers of the machine's word size, as in the list of free pages. */
  static final int INTEGER_KEYS = 0x08;

  static TreeRoot read(ByteBuffer bytes, int offset) {
    return new TreeRoot(
        bytes.getShort(offset + 4) & 0xFFFF,
        bytes.getShort(offset + 6) & 0xFFFF,
        bytes.getLong(offset + 8),
        bytes.getLong(offset + 16),
        bytes.getLong(offset + 24),
        bytes.getLong(offset + 32),
        bytes.getLong(offset + 40));
  }

  void write(ByteBuffer bytes, int offset) {
    bytes.putShort(offset + 4, (short) flags);
    bytes.putShort(offset + 6, (short) depth);
    bytes.putLong(offset + 8, branchPages);
    bytes.putLong(offset + 16, leafPages);
    bytes.putLong(offset + 24, overflowPages);
    bytes.putLong(offset + 32, entries);
    bytes.putLong(offset + 40, root);
  }

  /** Whether the database holds nothing. */
  public boolean isEmpty() {
    return root == NO_PAGE;
  }

  /** Pages of every kind, as counted by LMDB. */
  public long pages() {
    return branchPages + leafPages + overflowPages;
  }
}
