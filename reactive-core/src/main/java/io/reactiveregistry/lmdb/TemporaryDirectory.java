package io.reactiveregistry.lmdb;

import io.reactiveregistry.error.TargetExistsException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A directory of files that is made under another name than it will have. When it is closed it is
 * gone, unless it was published before; so whoever looks sees all of it or nothing.
 */
final class TemporaryDirectory implements AutoCloseable {

  private final Path path;
  private boolean published;

  private TemporaryDirectory(Path path) {
    this.path = path;
  }

  /** Makes an empty one, with the permissions that any new directory gets. */
  static TemporaryDirectory in(Path parent, String prefix) throws IOException {
    while (true) {
      String unique = Long.toHexString(ThreadLocalRandom.current().nextLong());
      try {
        return new TemporaryDirectory(Files.createDirectory(parent.resolve(prefix + unique)));
      } catch (FileAlreadyExistsException e) {
        // somebody else has drawn the same name
      }
    }
  }

  /**
   * Makes one that will be published as the target, with the directories above it.
   *
   * @throws TargetExistsException when something is there that would have to be overwritten
   */
  static TemporaryDirectory beside(Path target) throws IOException {
    if (Files.exists(target) && !isEmptyDirectory(target)) {
      throw new TargetExistsException(target.toString());
    }
    Path parent = target.toAbsolutePath().getParent();
    if (parent == null) {
      throw new TargetExistsException(target.toString()); // the root of the file system
    }
    Files.createDirectories(parent);
    return in(parent, "." + target.getFileName() + ".partial-");
  }

  private static boolean isEmptyDirectory(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return false;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      return !files.iterator().hasNext();
    }
  }

  /** Deletes those that processes have left which died: all that are older than this. */
  static void deleteAbandoned(Path parent, String prefix, Duration age) throws IOException {
    FileTime limit = FileTime.from(Instant.now().minus(age));
    try (DirectoryStream<Path> all = Files.newDirectoryStream(parent, prefix + "*")) {
      for (Path path : all) {
        try {
          if (Files.getLastModifiedTime(path).compareTo(limit) < 0) {
            new TemporaryDirectory(path).close();
          }
        } catch (NoSuchFileException | DirectoryNotEmptyException e) {
          // somebody else tidies up too
        }
      }
    }
  }

  Path path() {
    return path;
  }

  Path resolve(String file) {
    return path.resolve(file);
  }

  /** LMDB makes one beside each data file that it opens; it is worth nothing elsewhere. */
  void deleteLockFile() throws IOException {
    Files.deleteIfExists(resolve(StoreDirectory.LOCK_FILE));
  }

  /** Has the file's bytes on the disk. */
  static void sync(Path file) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.getFD().sync();
    }
  }

  /**
   * Gives the directory its name at a stroke, once everything in it is on the disk.
   *
   * @param control asked until the last moment at which it can be taken back
   * @throws TargetExistsException when somebody has put something there meanwhile
   */
  void publishAs(Path target, LongReads.Control control) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      for (Path file : files) {
        control.checkpoint();
        sync(file);
      }
    }
    StoreDirectory.sync(path);
    control.checkpoint();
    try {
      Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (Files.exists(target) && !isEmptyDirectory(target)) {
        throw new TargetExistsException(target.toString());
      }
      throw e;
    }
    published = true;
    Path parent = target.toAbsolutePath().getParent();
    if (parent != null) {
      StoreDirectory.sync(parent);
    }
  }

  @Override
  public void close() throws IOException {
    if (published) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(path);
  }
}
