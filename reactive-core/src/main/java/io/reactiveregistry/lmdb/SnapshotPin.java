package io.reactiveregistry.lmdb;

import java.util.concurrent.locks.Lock;
import org.lmdbjava.Dbi;
import org.lmdbjava.Env;
import org.lmdbjava.Txn;

/**
 * Keeps the pages of one state of the store from being used again, for those who read them from the
 * file. It holds a reader slot and looks at no page of the map, so the map may be enlarged while it
 * lasts; but the file grows as long as others write.
 */
final class SnapshotPin implements AutoCloseable {

  /** Other processes may enlarge the map again and again. */
  private static final int ATTEMPTS = 10;

  private final Environment environment;
  private final Txn<NativeBytes> transaction;
  private final long transactionId;

  private SnapshotPin(Environment environment, Txn<NativeBytes> transaction) {
    this.environment = environment;
    this.transaction = transaction;
    this.transactionId = transaction.getId();
  }

  /** Pins the newest state. */
  static SnapshotPin on(Environment environment) {
    for (int attempt = 1; ; attempt++) {
      try {
        return begin(environment);
      } catch (Dbi.MapResizedException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        environment.adoptMapSize();
      } catch (Env.ReadersFullException e) {
        if (environment.clearStaleReaders() == 0) {
          throw e;
        }
      }
    }
  }

  private static SnapshotPin begin(Environment environment) {
    Lock transactions = environment.transactions();
    transactions.lock();
    try {
      return new SnapshotPin(environment, environment.beginRead());
    } finally {
      transactions.unlock();
    }
  }

  /** LMDB's number of the transaction after which the state was this. */
  long transactionId() {
    return transactionId;
  }

  @Override
  public void close() {
    environment.transactions().lock();
    try {
      transaction.close();
    } finally {
      environment.transactions().unlock();
    }
  }
}
