package io.reactiveregistry.datafile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The state of the store after one transaction, as a meta page describes it.
 *
 * @param page number of the meta page, 0 or 1
 * @param mapSize bytes of the greatest map that a writer has used
 * @param lastPage number of the last page that was ever used; the file may be shorter
 * @param transactionId number of the transaction
 * @param free the list of free pages, a tree of its own
 * @param main the tree that holds the named databases
 */
public record Meta(
    int page,
    int pageSize,
    long mapSize,
    long lastPage,
    long transactionId,
    TreeRoot free,
    TreeRoot main) {

  /** Bytes up to the end of the last page ever used. */
  public long usedBytes() {
    return (lastPage + 1) * pageSize;
  }

  /**
   * The two meta pages of a copy that holds this state alone. LMDB takes the one of the greater
   * transaction; the other one says the same, in case it should ever be looked at.
   */
  public byte[] metaPages() {
    int other = 1 - page;
    ByteBuffer pages =
        ByteBuffer.allocate(DataFile.META_PAGES * pageSize).order(ByteOrder.nativeOrder());
    MetaPage.write(this, page, transactionId, pages.slice(page * pageSize, pageSize));
    MetaPage.write(
        this, other, Math.max(0, transactionId - 1), pages.slice(other * pageSize, pageSize));
    return pages.array();
  }
}
