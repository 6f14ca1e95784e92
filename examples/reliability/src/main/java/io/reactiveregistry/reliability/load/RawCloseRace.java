package io.reactiveregistry.reliability.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.lmdbjava.ByteArrayProxy;
import org.lmdbjava.Cursor;
import org.lmdbjava.Dbi;
import org.lmdbjava.DbiFlags;
import org.lmdbjava.Env;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.Txn;

/** What the registry must never do: unmap under a reader. */
final class RawCloseRace {

  private static final int TRIES = 100;
  private static final int ENTRIES = 20_000;

  private RawCloseRace() {}

  /** Likely to end the process by a signal. */
  static void run(Path directory) throws InterruptedException {
    for (int i = 0; i < TRIES; i++) {
      race(directory, i == 0);
    }
  }

  private static void race(Path directory, boolean isNew) throws InterruptedException {
    Env<byte[]> env =
        Env.create(ByteArrayProxy.PROXY_BA)
            .setMapSize(64 << 20)
            .open(directory.toFile(), EnvFlags.MDB_NOTLS, EnvFlags.MDB_NOSYNC);
    Dbi<byte[]> entries = env.openDbi((String) null, DbiFlags.MDB_CREATE);
    if (isNew) {
      fill(env, entries);
    }
    CountDownLatch reading = new CountDownLatch(1);
    Thread reader = new Thread(() -> readForEver(env, entries, reading), "raw reader");
    reader.setDaemon(true);
    reader.start();
    reading.await();
    env.close();
    reader.join();
  }

  private static void fill(Env<byte[]> env, Dbi<byte[]> entries) {
    try (Txn<byte[]> txn = env.txnWrite()) {
      for (int i = 0; i < ENTRIES; i++) {
        entries.put(txn, "%06d".formatted(i).getBytes(UTF_8), new byte[500]);
      }
      txn.commit();
    }
  }

  private static void readForEver(Env<byte[]> env, Dbi<byte[]> entries, CountDownLatch reading) {
    Txn<byte[]> txn = env.txnRead();
    Cursor<byte[]> cursor = entries.openCursor(txn);
    try {
      while (true) {
        cursor.first();
        reading.countDown();
        while (cursor.next()) {
          Thread.onSpinWait();
        }
      }
    } catch (RuntimeException closed) {
      // closed in time, for once
    }
  }
}
