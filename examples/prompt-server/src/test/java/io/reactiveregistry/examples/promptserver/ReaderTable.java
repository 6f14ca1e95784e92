package io.reactiveregistry.examples.promptserver;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The slots of readers in LMDB's lock file, as they are on 64-bit Linux: two blocks of 64 bytes for
 * the two locks, then 64 bytes for each slot, which begin with the transaction that is read, -1 for
 * none, and the process.
 */
final class ReaderTable {

  private static final int FIRST = 128;
  private static final int LENGTH = 64;
  private static final int PROCESS = 8;
  private static final long NO_TRANSACTION = -1;

  /** The transactions that are read by this process, or -1, for each slot that it has. */
  private final List<Long> transactions;

  private ReaderTable(List<Long> transactions) {
    this.transactions = transactions;
  }

  static ReaderTable of(Path store) throws IOException {
    ByteBuffer file =
        ByteBuffer.wrap(Files.readAllBytes(store.resolve("lock.mdb")))
            .order(ByteOrder.nativeOrder());
    List<Long> transactions = new ArrayList<>();
    for (int slot = FIRST; slot + LENGTH <= file.capacity(); slot += LENGTH) {
      if (file.getInt(slot + PROCESS) == ProcessHandle.current().pid()) {
        transactions.add(file.getLong(slot));
      }
    }
    return new ReaderTable(transactions);
  }

  int slots() {
    return transactions.size();
  }

  /** How many transactions are being read. */
  long open() {
    return transactions.stream().filter(transaction -> transaction != NO_TRANSACTION).count();
  }
}
