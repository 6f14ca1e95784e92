package io.reactiveregistry.datafile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a tree in the order of its keys, page by page, and holds every page against what
 * LMDB guarantees. Damaged pages and entries go to the listener and are passed over.
 *
 * <p>It keeps one page for each level in memory, and ends whatever the file holds: no page is
 * entered twice, and none lies deeper than LMDB allows.
 */
public final class TreeCursor {

  /** Levels of pages that LMDB allows. */
  static final int MAX_DEPTH = 32;

  private final Tree tree;
  private final PageLedger ledger;
  private final DamageListener listener;
  private final OverflowPages overflow;
  private final PageCounts counts = new PageCounts();
  private final List<Level> levels = new ArrayList<>();
  private int depth;
  private boolean started;
  private boolean sound = true;

  private byte[] key = new byte[0];
  private byte @Nullable [] lastInOrder;
  private boolean inOrder;
  private boolean hasValue;

  TreeCursor(Tree tree, PageLedger ledger, DamageListener listener) {
    this.tree = tree;
    this.ledger = ledger;
    this.listener = listener;
    this.overflow = new OverflowPages(tree, ledger);
  }

  /**
   * Goes to the next entry that can be read.
   *
   * @return false when there is none
   * @throws DamagedFileException when the listener wants so
   */
  public boolean next() throws IOException {
    if (!started) {
      started = true;
      enterRoot();
    }
    while (depth > 0) {
      Level level = levels.get(depth - 1);
      level.index++;
      if (level.index == level.page.count()) {
        depth--;
        if (depth == 0) {
          compareCounts();
        }
      } else if (isReadable(level)) {
        if (level.page.isLeaf()) {
          readEntry(level);
          return true;
        }
        enterChild(level);
      }
    }
    return false;
  }

  /** The key of the entry. */
  public byte[] key() {
    return key;
  }

  /**
   * Whether the key is greater than all before it. In a damaged page it may not be; LMDB would not
   * find such an entry.
   */
  public boolean isInOrder() {
    return inOrder;
  }

  /** Whether the value is readable; if not, the listener knows why. */
  public boolean hasValue() {
    return hasValue;
  }

  /** Bytes of the value, which was not read for that. */
  public long valueLength() {
    Level leaf = leaf();
    return leaf.page.valueLength(leaf.index);
  }

  /**
   * Reads the value of the entry.
   *
   * @throws IllegalStateException when it has none, see {@link #hasValue}
   */
  public byte[] value() throws IOException {
    Level leaf = leaf();
    if (!hasValue) {
      throw new IllegalStateException("The value is damaged");
    }
    return (leaf.page.nodeFlags(leaf.index) & TreePage.BIG_VALUE) == 0
        ? leaf.page.inlineValue(leaf.index)
        : overflow.read(leaf.page, leaf.index);
  }

  /** The root of the database that is this entry; null when it is none. */
  @Nullable TreeRoot database() {
    Level leaf = leaf();
    return leaf.page.nodeFlags(leaf.index) == TreePage.DATABASE && hasValue
        ? leaf.page.database(leaf.index)
        : null;
  }

  private Level leaf() {
    if (depth == 0) {
      throw new IllegalStateException("There is no current entry");
    }
    return levels.get(depth - 1);
  }

  private void enterRoot() throws IOException {
    TreeRoot root = tree.root();
    if (root.isEmpty()) {
      compareCounts();
    } else if (tree.content() == Tree.Content.RECORDS && root.flags() != 0) {
      damaged(root.root(), "its database has flags 0x%04x".formatted(root.flags()));
    } else if (!tree.contains(root.root())) {
      damaged(DamagedFileException.NO_PAGE, "a database begins on page %d".formatted(root.root()));
    } else {
      enter(root.root(), root.root(), null, null);
    }
  }

  private void enterChild(Level level) throws IOException {
    int index = level.index;
    byte[] from = index == 0 ? level.from : level.page.key(index);
    byte[] to = index + 1 < level.page.count() ? level.keyOrNull(index + 1) : null;
    enter(level.page.child(index), level.page.number(), from, to == null ? level.to : to);
  }

  private void enter(long page, long parent, byte @Nullable [] from, byte @Nullable [] to)
      throws IOException {
    if (!tree.contains(page)) {
      damaged(
          parent,
          "it refers to page %d, the last one is %d".formatted(page, tree.meta().lastPage()));
      return;
    }
    if (depth == MAX_DEPTH) {
      damaged(page, "it lies deeper than %d levels".formatted(MAX_DEPTH));
      return;
    }
    if (!ledger.claim(page)) {
      damaged(page, "it is used twice");
      return;
    }
    Level level = level(depth);
    String defect = level.page.load(tree.reader(), page);
    if (defect != null) {
      damaged(page, defect);
      return;
    }
    level.index = -1;
    level.from = from;
    level.to = to;
    depth++;
    counts.add(level.page);
    if (level.page.isLeaf() != (depth == tree.root().depth())) {
      damaged(page, "it lies on level %d of %d".formatted(depth, tree.root().depth()));
    }
  }

  private Level level(int index) {
    if (index == levels.size()) {
      levels.add(new Level(new TreePage(tree.meta().pageSize())));
    }
    return levels.get(index);
  }

  /** Reports an entry of which not even the key is readable. */
  private boolean isReadable(Level level) throws DamagedFileException {
    String defect = level.page.nodeDefect(level.index);
    if (defect == null && !level.page.isLeaf() && level.index > 0) {
      defect = orderDefect(level, level.page.key(level.index), level.keyOrNull(level.index - 1));
      if (defect != null) {
        damaged(level.page.number(), defect);
        return true; // what lies below is still worth a look
      }
    }
    if (defect != null) {
      damaged(level.page.number(), defect);
    }
    return defect == null;
  }

  private void readEntry(Level level) throws IOException {
    key = level.page.key(level.index);
    String defect = orderDefect(level, key, lastInOrder);
    inOrder = defect == null;
    if (defect != null) {
      damaged(level.page.number(), defect);
    } else {
      lastInOrder = key;
    }
    String valueDefect = valueDefect(level);
    hasValue = valueDefect == null;
    if (valueDefect != null) {
      damaged(level.page.number(), "entry %d: %s".formatted(level.index, valueDefect));
    }
  }

  private @Nullable String orderDefect(Level level, byte[] key, byte @Nullable [] before) {
    KeyOrder order = KeyOrder.of(tree.content());
    if (!order.accepts(key)) {
      return "the key of entry %d has %d bytes".formatted(level.index, key.length);
    }
    if (before != null && level.index > 0 && order.compare(before, key) >= 0) {
      return "the key of entry %d is not greater than the one before".formatted(level.index);
    }
    byte[] from = level.from;
    byte[] to = level.to;
    if ((from != null && order.compare(key, from) < 0)
        || (to != null && order.compare(key, to) >= 0)
        || (before != null && order.compare(before, key) >= 0)) {
      return "the key of entry %d does not belong into this page".formatted(level.index);
    }
    return null;
  }

  private @Nullable String valueDefect(Level level) throws IOException {
    int flags = level.page.nodeFlags(level.index);
    if (flags == TreePage.BIG_VALUE) {
      return overflow.defect(level.page, level.index, counts);
    }
    if (flags == TreePage.DATABASE && tree.content() == Tree.Content.DATABASES) {
      return level.page.valueLength(level.index) == TreeRoot.SIZE
          ? null
          : "a database of %d bytes".formatted(level.page.valueLength(level.index));
    }
    return flags == 0 ? null : "flags 0x%04x".formatted(flags);
  }

  private void compareCounts() throws DamagedFileException {
    String defect = sound ? counts.difference(tree.root()) : null;
    if (defect != null) {
      damaged(tree.root().root(), defect);
    }
  }

  private void damaged(long page, String reason) throws DamagedFileException {
    sound = false;
    listener.damaged(page, reason);
  }

  /** A page on the way to the current entry, and the range in which its keys must lie. */
  private static final class Level {

    private final TreePage page;
    private int index;
    private byte @Nullable [] from;
    private byte @Nullable [] to;

    Level(TreePage page) {
      this.page = page;
    }

    byte @Nullable [] keyOrNull(int other) {
      // The first key of a branch stands for everything smaller, and may be anything.
      return (other == 0 && !page.isLeaf()) || page.nodeDefect(other) != null
          ? null
          : page.key(other);
    }
  }
}
