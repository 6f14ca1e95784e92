package io.reactiveregistry.lmdb;

import io.reactiveregistry.error.DamagedStoreException;
import io.reactiveregistry.error.NotAStoreException;
import io.reactiveregistry.error.RegistryException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The directory of a store: what may lie there, and how a new store comes into being.
 *
 * <p>A new store is made whole in a directory of its own and then linked into place, so that its
 * data file is there entirely or not at all, whatever happens meanwhile and whoever else makes one
 * at the same moment. An empty data file, or a lock file without one, is therefore never the
 * beginning of a store of ours but what is left of an earlier one.
 */
final class StoreDirectory {

  static final String DATA_FILE = "data.mdb";

  static final String LOCK_FILE = "lock.mdb";

  private final StoreOptions options;
  private final Path directory;
  private final Path data;

  StoreDirectory(StoreOptions options) {
    this.options = options;
    this.directory = options.directory();
    this.data = directory.resolve(DATA_FILE);
  }

  /** The data file of the store in this directory. */
  static Path dataFile(Path directory) {
    return directory.resolve(DATA_FILE);
  }

  /**
   * Sees to it that there is a data file, making a new store where there is none. Blocks.
   *
   * @return what identifies the file, whatever path leads to it
   * @throws RegistryException when there is none, and none can be made
   */
  Object prepare() {
    try {
      if (Files.exists(directory) && !Files.isDirectory(directory)) {
        throw new NotAStoreException(directory.toString(), "it is a file, not a directory", null);
      }
      if (!options.allowNetworkFileSystem()) {
        LocalFileSystem.require(directory);
      }
      if (!Files.exists(data)) {
        createUnlessLost();
      } else if (Files.size(data) == 0) {
        throw new DamagedStoreException(
            directory.toString(),
            "its %s is empty (delete it and %s to begin a new store)"
                .formatted(DATA_FILE, LOCK_FILE),
            null);
      }
      return fileKey(directory);
    } catch (IOException e) {
      requireNoFileAbove(e);
      throw LmdbErrors.translate(directory, "open the store", e);
    }
  }

  private void createUnlessLost() throws IOException {
    if (Files.exists(directory.resolve(LOCK_FILE))) {
      throw new DamagedStoreException(
          directory.toString(),
          "it has a %s but no %s (delete the former to begin a new store)"
              .formatted(LOCK_FILE, DATA_FILE),
          null);
    }
    if (options.readOnly()) {
      throw new NotAStoreException(directory.toString(), "there is no data.mdb in it", null);
    }
    createDirectories();
    create();
  }

  /** The system syncs neither a new directory nor its name by itself. */
  private void createDirectories() throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    for (Path path = directory; path != null && !Files.exists(path); path = path.getParent()) {
      missing.push(path);
    }
    Files.createDirectories(directory);
    for (Path path : missing) {
      Path parent = path.getParent();
      if (parent != null) {
        sync(parent);
      }
    }
  }

  private void create() throws IOException {
    try (NewStore made = NewStore.in(directory, options)) {
      try {
        Files.createLink(data, made.dataFile());
      } catch (FileAlreadyExistsException e) {
        return; // another process was faster
      } catch (UnsupportedOperationException | FileSystemException e) {
        if (Files.exists(data)) {
          return;
        }
        Files.move(made.dataFile(), data); // a file system without links
      }
      sync(directory);
    }
  }

  static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** What identifies the data file of the store in this directory. */
  static Object fileKey(Path directory) throws IOException {
    Path data = dataFile(directory);
    @Nullable Object key = Files.readAttributes(data, BasicFileAttributes.class).fileKey();
    return key != null ? key : data.toRealPath(); // Windows has no file keys
  }

  private void requireNoFileAbove(IOException cause) {
    for (Path path = directory; path != null; path = path.getParent()) {
      if (Files.isRegularFile(path)) {
        throw new NotAStoreException(
            directory.toString(), "%s is a file, not a directory".formatted(path), cause);
      }
    }
  }
}
