package io.reactiveregistry.lmdb;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import reactor.util.Logger;
import reactor.util.Loggers;

/**
 * A file that holds back some of the disk. LMDB writes a changed page to another place, so on a
 * disk that is full to the last byte nothing could be deleted either; this room is given up then.
 */
final class DiskReserve {

  private static final Logger LOG = Loggers.getLogger(DiskReserve.class);

  private static final String FILE = "reserve.bin";

  private final Path file;
  private final long bytes;
  private boolean complete;

  /**
   * @param bytes how much to hold back, 0 for nothing
   */
  DiskReserve(Path directory, long bytes) {
    this.file = directory.resolve(FILE);
    this.bytes = bytes;
  }

  /** Holds back what is missing, or as much as there is. */
  void fill() {
    complete = true;
    if (bytes == 0 || file.toFile().length() >= bytes) {
      return;
    }
    try (RandomAccessFile reserve = new RandomAccessFile(file.toFile(), "rw")) {
      reserve.seek(reserve.length());
      byte[] chunk = new byte[1 << 16];
      new SplittableRandom(0).nextBytes(chunk); // zeros take no room on some file systems
      while (reserve.length() < bytes) {
        reserve.write(chunk, 0, (int) Math.min(chunk.length, bytes - reserve.length()));
      }
    } catch (IOException e) {
      complete = false;
      LOG.debug("Only {} bytes of {} could be held back", file.toFile().length(), file, e);
    }
  }

  /** Whether all of it is held back, as far as known. */
  boolean isComplete() {
    return complete;
  }

  /**
   * Gives the room back to the disk.
   *
   * @return whether there was any
   */
  boolean release() {
    try {
      complete = false;
      return file.toFile().length() > 0 && Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("The room held back in {} cannot be used", file, e);
      return false;
    }
  }
}
