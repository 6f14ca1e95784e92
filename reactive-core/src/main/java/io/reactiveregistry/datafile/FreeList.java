package io.reactiveregistry.datafile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.LongConsumer;

/**
 * The pages that hold nothing, as LMDB keeps them: lists under the transactions that freed them.
 */
public final class FreeList {

  private final Tree tree;

  FreeList(Tree tree) {
    this.tree = tree;
  }

  /** The tree that the lists stand in. */
  public Tree tree() {
    return tree;
  }

  /**
   * Passes on the number of every free page, each of which lies between the meta pages and the last
   * page.
   *
   * @param ledger gets the pages of the list itself, not the free ones
   */
  public void forEach(PageLedger ledger, DamageListener listener, LongConsumer pages)
      throws IOException {
    TreeCursor cursor = tree.cursor(ledger, listener);
    while (cursor.next()) {
      if (cursor.hasValue()) {
        pass(cursor.value(), listener, pages);
      }
    }
  }

  private void pass(byte[] value, DamageListener listener, LongConsumer pages) throws IOException {
    ByteBuffer list = ByteBuffer.wrap(value).order(ByteOrder.nativeOrder());
    long count = value.length < Long.BYTES ? -1 : list.getLong();
    if (count < 0 || count > list.remaining() / Long.BYTES) {
      listener.damaged(
          tree.root().root(),
          "a list of %d free pages has %d bytes".formatted(count, value.length));
      return;
    }
    for (long i = 0; i < count; i++) {
      long page = list.getLong();
      if (tree.contains(page)) {
        pages.accept(page);
      } else {
        listener.damaged(
            tree.root().root(),
            "page %d is said to be free, the last one is %d"
                .formatted(page, tree.meta().lastPage()));
      }
    }
  }
}
