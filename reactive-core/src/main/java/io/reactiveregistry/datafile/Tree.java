package io.reactiveregistry.datafile;

import java.io.IOException;

/** One database in the state of one transaction. */
public final class Tree {

  private final PageReader reader;
  private final Meta meta;
  private final TreeRoot root;
  private final Content content;

  Tree(PageReader reader, Meta meta, TreeRoot root, Content content) {
    this.reader = reader;
    this.meta = meta;
    this.root = root;
    this.content = content;
  }

  /** What LMDB has counted in it. */
  public TreeRoot root() {
    return root;
  }

  /** Goes through the entries; the first damage is thrown as {@link DamagedFileException}. */
  public TreeCursor cursor() {
    return cursor(new PageLedger(), DamageListener.strict());
  }

  /**
   * Goes through whatever entries are readable.
   *
   * @param ledger gets every page, and shows one that is used twice; several trees may share it
   * @param listener is told of each damage
   */
  public TreeCursor cursor(PageLedger ledger, DamageListener listener) {
    return new TreeCursor(this, ledger, listener);
  }

  /** Passes every entry on, in the order of the keys; the first damage is thrown. */
  public void forEach(EntryVisitor visitor) throws IOException {
    TreeCursor cursor = cursor();
    while (cursor.next()) {
      visitor.visit(cursor.key(), cursor.value());
    }
  }

  /** Finds single entries, of which it is asked one after the other. */
  public TreeLookup lookup() {
    return new TreeLookup(this);
  }

  PageReader reader() {
    return reader;
  }

  Meta meta() {
    return meta;
  }

  Content content() {
    return content;
  }

  /** Whether a page of this number can belong to a tree. */
  boolean contains(long page) {
    return page >= DataFile.META_PAGES && page <= meta.lastPage();
  }

  /** What stands in a tree. */
  enum Content {
    /** Free pages by the number of the transaction that has freed them. */
    FREE_PAGES,
    /** The named databases. */
    DATABASES,
    /** Keys and values. */
    RECORDS
  }

  /** Takes the entries of a tree. */
  @FunctionalInterface
  public interface EntryVisitor {

    /** Takes one entry; both arrays belong to the visitor. */
    void visit(byte[] key, byte[] value) throws IOException;
  }
}
