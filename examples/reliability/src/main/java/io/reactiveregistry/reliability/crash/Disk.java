package io.reactiveregistry.reliability.crash;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A file as a disk may have it after a crash. What was synced is on it; of each later write it has
 * everything, nothing, or any of its sectors, as chance will have it.
 */
final class Disk implements AutoCloseable {

  private static final int SECTOR = 512;

  private final RandomAccessFile file;
  private final boolean keepsOrder;
  private final List<Recording.Write> pending = new ArrayList<>();
  private byte[] durable = new byte[1 << 16];
  private int length;

  /**
   * @param keepsOrder whether a sync does its work; a disk where it does not is the control
   */
  Disk(Path file, boolean keepsOrder) throws IOException {
    this.file = new RandomAccessFile(file.toFile(), "rw");
    this.keepsOrder = keepsOrder;
  }

  /** The call has been completed. */
  void complete(Recording.Call call) throws IOException {
    if (call instanceof Recording.Write write) {
      if (write.durable()) {
        settle(write);
      } else {
        pending.add(write);
      }
    } else if (call instanceof Recording.Truncate truncate) {
      reserve(truncate.length());
      length = truncate.length();
      file.setLength(length);
    } else if (call instanceof Recording.Sync && keepsOrder) {
      settleAll();
    }
  }

  /** Everything written so far is on the disk, synced or not. */
  void settleAll() throws IOException {
    for (Recording.Write write : pending) {
      settle(write);
    }
    pending.clear();
  }

  private void settle(Recording.Write write) throws IOException {
    reserve(write.end());
    System.arraycopy(write.bytes(), 0, durable, write.offset(), write.bytes().length);
    length = Math.max(length, write.end());
    put(write.offset(), write.bytes(), 0, write.bytes().length);
  }

  private void reserve(int end) {
    if (end > durable.length) {
      durable = Arrays.copyOf(durable, Math.max(end, durable.length * 2));
    }
  }

  /** Makes the file what a crash amid this call may leave. */
  void crash(Recording.Call call, RandomGenerator random) throws IOException {
    for (Recording.Write write : pending) {
      tear(write, random);
    }
    if (call instanceof Recording.Write write) {
      tear(write, random);
    }
  }

  private void tear(Recording.Write write, RandomGenerator random) throws IOException {
    int fate = random.nextInt(3);
    if (fate == 0) {
      return;
    }
    for (int at = 0; at < write.bytes().length; at += SECTOR) {
      if (fate == 1 || random.nextBoolean()) {
        put(write.offset() + at, write.bytes(), at, Math.min(SECTOR, write.bytes().length - at));
      }
    }
  }

  /** Makes the file what it was before the crash. */
  void heal(Recording.Call call) throws IOException {
    for (Recording.Write write : pending) {
      restore(write);
    }
    if (call instanceof Recording.Write write) {
      restore(write);
    }
    file.setLength(length);
  }

  private void restore(Recording.Write write) throws IOException {
    int end = Math.min(write.end(), length);
    if (write.offset() < end) {
      put(write.offset(), durable, write.offset(), end - write.offset());
    }
  }

  private void put(int offset, byte[] bytes, int from, int count) throws IOException {
    file.seek(offset);
    file.write(bytes, from, count);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
