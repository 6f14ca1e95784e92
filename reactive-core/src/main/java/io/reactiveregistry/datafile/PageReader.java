package io.reactiveregistry.datafile;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * Plain reads at a position. Not through a FileChannel, which an interrupt of the thread would
 * close.
 */
final class PageReader implements AutoCloseable {

  private final RandomAccessFile file;
  private long pagesRead;

  PageReader(Path path) throws IOException {
    this.file = new RandomAccessFile(path.toFile(), "r");
  }

  long length() throws IOException {
    return file.length();
  }

  long pagesRead() {
    return pagesRead;
  }

  /** Fills the buffer from the page on; false when the file ends before. */
  boolean read(long page, int pageSize, byte[] buffer) throws IOException {
    pagesRead += Math.max(1, buffer.length / pageSize);
    return readAt(page * pageSize, buffer, buffer.length);
  }

  private boolean readAt(long position, byte[] buffer, int length) throws IOException {
    try {
      file.seek(position);
      file.readFully(buffer, 0, length);
      return true;
    } catch (EOFException e) {
      return false;
    }
  }

  /** At most this many bytes from the beginning of the file. */
  byte[] head(int length) throws IOException {
    return range(0, (int) Math.min(length, length()));
  }

  /** These bytes, or none when the file ends before. */
  byte[] range(long position, int length) throws IOException {
    byte[] bytes = new byte[length];
    return readAt(position, bytes, length) ? bytes : new byte[0];
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
