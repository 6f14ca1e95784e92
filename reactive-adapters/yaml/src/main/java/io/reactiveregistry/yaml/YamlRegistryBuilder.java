package io.reactiveregistry.yaml;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.reactiveregistry.error.NotAStoreException;
import io.reactiveregistry.error.PermissionDeniedException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/** The options of a tree, made by {@link YamlRegistry#builder}. Not thread-safe. */
public final class YamlRegistryBuilder {

  /** How many reading calls may wait for each thread unless told otherwise. */
  public static final int DEFAULT_READ_QUEUE_CAPACITY = 4096;

  /** How many writing calls may wait unless told otherwise. */
  public static final int DEFAULT_WRITE_QUEUE_CAPACITY = 4096;

  /** How many changes are kept unless told otherwise. */
  public static final int DEFAULT_CHANGE_LOG_CAPACITY = 10_000;

  /** How long it takes until edits by others are looked for again, unless told otherwise: 1 s. */
  public static final Duration DEFAULT_CHANGE_POLL_INTERVAL = Duration.ofSeconds(1);

  private static final Duration MAX_CHANGE_POLL_INTERVAL = Duration.ofDays(1);

  private final Path directory;
  private int parallelism = Runtime.getRuntime().availableProcessors();
  private int maxFileBytes = YamlTemplates.DEFAULT_MAX_BYTES;
  private int readQueueCapacity = DEFAULT_READ_QUEUE_CAPACITY;
  private int writeQueueCapacity = DEFAULT_WRITE_QUEUE_CAPACITY;
  private int changeLogCapacity = DEFAULT_CHANGE_LOG_CAPACITY;
  private Duration changePollInterval = DEFAULT_CHANGE_POLL_INTERVAL;
  private boolean createDirectory;

  YamlRegistryBuilder(Path directory) {
    this.directory = Objects.requireNonNull(directory, "directory");
  }

  /** How many threads read and parse files; the number of processors otherwise. */
  @CanIgnoreReturnValue
  public YamlRegistryBuilder parallelism(int threads) {
    this.parallelism = requirePositive("parallelism", threads);
    return this;
  }

  /**
   * How many bytes a file may have; {@link YamlTemplates#DEFAULT_MAX_BYTES} otherwise. Greater
   * files are neither read nor written.
   */
  @CanIgnoreReturnValue
  public YamlRegistryBuilder maxFileBytes(int bytes) {
    this.maxFileBytes = requirePositive("maxFileBytes", bytes);
    return this;
  }

  /**
   * How many reading calls may wait for each thread before further ones fail with {@code
   * OverloadedException}; {@value #DEFAULT_READ_QUEUE_CAPACITY} otherwise.
   */
  @CanIgnoreReturnValue
  public YamlRegistryBuilder readQueueCapacity(int calls) {
    this.readQueueCapacity = requirePositive("readQueueCapacity", calls);
    return this;
  }

  /**
   * How many writing calls may wait before further ones fail with {@code OverloadedException};
   * {@value #DEFAULT_WRITE_QUEUE_CAPACITY} otherwise.
   */
  @CanIgnoreReturnValue
  public YamlRegistryBuilder writeQueueCapacity(int calls) {
    this.writeQueueCapacity = requirePositive("writeQueueCapacity", calls);
    return this;
  }

  /**
   * How many changes are kept in memory for subscribers of {@link YamlRegistry#changes()} that are
   * slow or come back; who needs older ones fails with {@code ChangesCompactedException}. {@value
   * #DEFAULT_CHANGE_LOG_CAPACITY} otherwise. Room for references to them is taken at opening.
   */
  @CanIgnoreReturnValue
  public YamlRegistryBuilder changeLogCapacity(int changes) {
    this.changeLogCapacity = requirePositive("changeLogCapacity", changes);
    return this;
  }

  /**
   * How long to wait after a look at the tree for edits by others before the next one, while there
   * are subscribers of {@link YamlRegistry#changes()}; above zero and at most a day, {@link
   * #DEFAULT_CHANGE_POLL_INTERVAL} otherwise. Each look costs a system call per file.
   */
  @CanIgnoreReturnValue
  public YamlRegistryBuilder changePollInterval(Duration interval) {
    if (interval.isNegative()
        || interval.isZero()
        || interval.compareTo(MAX_CHANGE_POLL_INTERVAL) > 0) {
      throw new IllegalArgumentException(
          "changePollInterval must be above zero and at most %s, not %s"
              .formatted(MAX_CHANGE_POLL_INTERVAL, interval));
    }
    this.changePollInterval = interval;
    return this;
  }

  /** Whether to create the folder, with its parents, when it is missing; false otherwise. */
  @CanIgnoreReturnValue
  public YamlRegistryBuilder createDirectory(boolean create) {
    this.createDirectory = create;
    return this;
  }

  private static int requirePositive(String option, int value) {
    if (value < 1 || value == Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "%s must be at least 1 and less than %d, not %d"
              .formatted(option, Integer.MAX_VALUE, value));
    }
    return value;
  }

  /**
   * Opens the tree. Blocks for a look at its root; files are read at first use.
   *
   * @throws NotAStoreException when there is no folder at the path
   * @throws PermissionDeniedException when it may not be read
   */
  public YamlRegistry open() {
    try {
      if (createDirectory) {
        Files.createDirectories(directory);
      }
      if (!Files.exists(directory)) {
        throw new NotAStoreException(
            directory.toString(), "there is nothing at this path", /* cause= */ null);
      }
      if (!Files.isDirectory(directory)) {
        throw new NotAStoreException(
            directory.toString(), "it is a file, not a folder of YAML files", /* cause= */ null);
      }
      if (!Files.isReadable(directory) || !Files.isExecutable(directory)) {
        throw new PermissionDeniedException(directory.toString(), "read", /* cause= */ null);
      }
      return new YamlRegistry(this, directory.toRealPath());
    } catch (FileAlreadyExistsException e) {
      throw new NotAStoreException(
          directory.toString(), "it is a file, not a folder of YAML files", e);
    } catch (IOException e) {
      throw FileErrors.translate(e, directory, "open");
    }
  }

  Path directory() {
    return directory;
  }

  int parallelism() {
    return parallelism;
  }

  int maxFileBytes() {
    return maxFileBytes;
  }

  int readQueueCapacity() {
    return readQueueCapacity;
  }

  int writeQueueCapacity() {
    return writeQueueCapacity;
  }

  int changeLogCapacity() {
    return changeLogCapacity;
  }

  Duration changePollInterval() {
    return changePollInterval;
  }
}
