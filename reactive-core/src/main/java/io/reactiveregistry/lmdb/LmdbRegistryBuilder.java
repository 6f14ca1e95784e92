package io.reactiveregistry.lmdb;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.metrics.RegistryMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The options of a store, made by {@link LmdbRegistry#builder}. Every queue is bounded; sizes are
 * in bytes.
 */
public final class LmdbRegistryBuilder {

  /** Default of {@link #readQueueCapacity}. */
  public static final int DEFAULT_READ_QUEUE_CAPACITY = 8192;

  /** Default of {@link #writeQueueCapacity}. */
  public static final int DEFAULT_WRITE_QUEUE_CAPACITY = 4096;

  /** Default of {@link #writeQueueBytes}: 64 MiB. */
  public static final long DEFAULT_WRITE_QUEUE_BYTES = 64 << 20;

  /** Default of {@link #mapSize}: 1 GiB. */
  public static final long DEFAULT_MAP_SIZE = 1L << 30;

  /** Default of {@link #maxMapSize}: 1 TiB. */
  public static final long DEFAULT_MAX_MAP_SIZE = 1L << 40;

  /** Default of {@link #deletionReserve}: 2 MiB. */
  public static final long DEFAULT_DELETION_RESERVE = 2 << 20;

  /** Default of {@link #maxRecordBytes}: 1 MiB. */
  public static final int DEFAULT_MAX_RECORD_BYTES = 1 << 20;

  /** Default of {@link #changeLogCapacity}: 100,000 changes. */
  public static final int DEFAULT_CHANGE_LOG_CAPACITY = 100_000;

  /** Default of {@link #changeDetection}: 50 milliseconds. */
  public static final Duration DEFAULT_CHANGE_DETECTION = Duration.ofMillis(50);

  /** The smallest map that holds an empty store. */
  private static final long MIN_MAP_SIZE = 64 << 10;

  private final Path directory;
  private int readerThreads = Math.max(2, Math.min(16, Runtime.getRuntime().availableProcessors()));
  private int readQueueCapacity = DEFAULT_READ_QUEUE_CAPACITY;
  private int writeQueueCapacity = DEFAULT_WRITE_QUEUE_CAPACITY;
  private long writeQueueBytes = DEFAULT_WRITE_QUEUE_BYTES;
  private long mapSize = DEFAULT_MAP_SIZE;
  private long maxMapSize = DEFAULT_MAX_MAP_SIZE;
  private long deletionReserve = DEFAULT_DELETION_RESERVE;
  private Durability durability = Durability.FULL;
  private boolean writeMap;
  private boolean readOnly;
  private boolean allowNetworkFileSystem;
  private int maxRecordBytes = DEFAULT_MAX_RECORD_BYTES;
  private boolean immutableVersions;
  private int keptVersions = VersionPolicy.ALL;
  private int changeLogCapacity = DEFAULT_CHANGE_LOG_CAPACITY;
  private Duration changeDetection = DEFAULT_CHANGE_DETECTION;
  private RegistryMetrics metrics = RegistryMetrics.none();

  LmdbRegistryBuilder(Path directory) {
    this.directory = Objects.requireNonNull(directory, "directory");
  }

  /** Threads that read. Default: one for each processor, at least 2 and at most 16. */
  @CanIgnoreReturnValue
  public LmdbRegistryBuilder readerThreads(int readerThreads) {
    this.readerThreads = atLeastOne("readerThreads", readerThreads);
    return this;
  }

  /**
   * Reads that may wait for a thread; further ones fail with {@link
   * io.reactiveregistry.error.OverloadedException}. Default: {@value #DEFAULT_READ_QUEUE_CAPACITY}.
   */
  @CanIgnoreReturnValue
  public LmdbRegistryBuilder readQueueCapacity(int readQueueCapacity) {
    this.readQueueCapacity = atLeastOne("readQueueCapacity", readQueueCapacity);
    return this;
  }

  /**
   * Writes that may be accepted and not yet signalled; further ones fail with {@link
   * io.reactiveregistry.error.OverloadedException}. A batch counts as one. Default: {@value
   * #DEFAULT_WRITE_QUEUE_CAPACITY}.
   */
  @CanIgnoreReturnValue
  public LmdbRegistryBuilder writeQueueCapacity(int writeQueueCapacity) {
    this.writeQueueCapacity = atLeastOne("writeQueueCapacity", writeQueueCapacity);
    return this;
  }

  /**
   * Bytes that writes which are accepted and not yet signalled may keep in memory; further ones
   * fail with {@link io.reactiveregistry.error.OverloadedException}. One that is greater than this
   * is accepted when no other waits. Default: 64 MiB.
   */
  @CanIgnoreReturnValue
  public LmdbRegistryBuilder writeQueueBytes(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException(
          "writeQueueBytes must be at least 1, was %d".formatted(bytes));
    }
    this.writeQueueBytes = bytes;
    return this;
  }

  /**
   * Bytes of address space to begin with; the map is enlarged when it is full. It takes neither
   * memory nor, except with {@link #writeMap}, disk. Default: 1 GiB.
   */
  @CanIgnoreReturnValue
  public LmdbRegistryBuilder mapSize(long bytes) {
    if (bytes < MIN_MAP_SIZE) {
      throw new IllegalArgumentException(
          "mapSize must be at least %d bytes, was %d".formatted(MIN_MAP_SIZE, bytes));
    }
    this.mapSize = bytes;
    return this;
  }

  /**
   * Bytes the map may be enlarged to; beyond that writes fail with {@link
   * io.reactiveregistry.error.MapFullException}. Default: 1 TiB.
   */
  @CanIgnoreReturnValue
  public LmdbRegistryBuilder maxMapSize(long bytes) {
    this.maxMapSize = bytes;
    return this;
  }

  /**
   * Bytes that are held back so that a store which is full to the last page can still be emptied:
   * on the disk in a file beside the data, and of the map beyond {@link #maxMapSize}. Only
   * deletions use them. Each time the store is filled to the last page takes up to a tenth of a MiB
   * of them. 0 holds back nothing. Default: 2 MiB.
   */
  @CanIgnoreReturnValue
  public LmdbRegistryBuilder deletionReserve(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException(
          "deletionReserve must not be negative, was %d".formatted(bytes));
    }
    this.deletionReserve = bytes;
    return this;
  }

  /** What a completed write promises. Default: {@link Durability#FULL}. */
  @CanIgnoreReturnValue
  public LmdbRegistryBuilder durability(Durability durability) {
    this.durability = Objects.requireNonNull(durability, "durability");
    return this;
  }

  /**
   * Whether to write through the map, as the Python original does; all processes that use the store
   * at once must agree. With it a full disk kills the process, and the data file has the length of
   * the map. Default: false.
   */
  @CanIgnoreReturnValue
  public LmdbRegistryBuilder writeMap(boolean writeMap) {
    this.writeMap = writeMap;
    return this;
  }

  /**
   * Whether to open an existing store for reading only; writes fail with {@link
   * io.reactiveregistry.error.ReadOnlyRegistryException}. Default: false.
   */
  @CanIgnoreReturnValue
  public LmdbRegistryBuilder readOnly(boolean readOnly) {
    this.readOnly = readOnly;
    return this;
  }

  /**
   * Whether to use a store on a network file system all the same. LMDB needs memory and locks that
   * all its users share, so only one machine may use such a store. Default: false, and opening
   * fails with {@link io.reactiveregistry.error.UnsupportedFileSystemException}.
   */
  @CanIgnoreReturnValue
  public LmdbRegistryBuilder allowNetworkFileSystem(boolean allow) {
    this.allowNetworkFileSystem = allow;
    return this;
  }

  /**
   * The greatest template in its stored form; greater ones are refused with {@link
   * io.reactiveregistry.error.InvalidTemplateException}. Default: 1 MiB.
   */
  @CanIgnoreReturnValue
  public LmdbRegistryBuilder maxRecordBytes(int bytes) {
    this.maxRecordBytes = atLeastOne("maxRecordBytes", bytes);
    return this;
  }

  /**
   * Whether a version, once saved, keeps its body. Saving it again with another body then fails
   * with {@link io.reactiveregistry.error.ConflictException}; with the same content it changes
   * nothing, even where another version is current, and the commit has the revision of the last
   * write. Other programs that write the store do not know of it. Default: false.
   */
  @CanIgnoreReturnValue
  public LmdbRegistryBuilder immutableVersions(boolean immutable) {
    this.immutableVersions = immutable;
    return this;
  }

  /**
   * How many versions of a template are kept, the current one included. A save that makes them more
   * deletes the oldest, as {@link io.reactiveregistry.TemplateOrder#versions()} has it; the current
   * one and those with a label stay in any case. Default: all, see {@link #keepAllVersions}.
   */
  @CanIgnoreReturnValue
  public LmdbRegistryBuilder keepVersions(int newest) {
    this.keptVersions = atLeastOne("keepVersions", newest);
    return this;
  }

  /** Keeps all versions of a template. This is the default. */
  @CanIgnoreReturnValue
  public LmdbRegistryBuilder keepAllVersions() {
    this.keptVersions = VersionPolicy.ALL;
    return this;
  }

  /**
   * How many changes the store keeps for those who follow them later, as {@link
   * LmdbRegistry#changes(long)} tells; each takes some 60 bytes and the length of its id. When
   * there are more, the oldest go, a sixteenth of them at once. With 0 no changes are kept and none
   * can be followed. All processes that write the store should agree. Default: 100,000.
   */
  @CanIgnoreReturnValue
  public LmdbRegistryBuilder changeLogCapacity(int changes) {
    if (changes < 0) {
      throw new IllegalArgumentException(
          "changeLogCapacity must not be negative, was %d".formatted(changes));
    }
    this.changeLogCapacity = changes;
    return this;
  }

  /**
   * Within which time writes by other processes are noticed, as long as somebody follows the
   * changes; writes of this process are noticed at once. Looking takes less than a microsecond of
   * processor time, twice in this time. At least 1 millisecond. Default: 50 milliseconds.
   */
  @CanIgnoreReturnValue
  public LmdbRegistryBuilder changeDetection(Duration within) {
    if (within.compareTo(Duration.ofMillis(1)) < 0) {
      throw new IllegalArgumentException(
          "changeDetection must be at least 1 millisecond, was %s".formatted(within));
    }
    this.changeDetection = within;
    return this;
  }

  /**
   * Who is told of each call, wait and commit. All openings of a store in one process need the same
   * recorder, since they share its threads. Default: {@link RegistryMetrics#none()}, and then
   * nothing is measured; see also {@link LmdbRegistry#gauges()}.
   */
  @CanIgnoreReturnValue
  public LmdbRegistryBuilder metrics(RegistryMetrics metrics) {
    this.metrics = Objects.requireNonNull(metrics, "metrics");
    return this;
  }

  /**
   * Opens the store, creating it if there is none. What lies there is examined before it is mapped
   * into memory, so that a damaged file is an error and not the end of the process. <b>Blocks</b>
   * for the files; on an event loop use {@link #openAsync()}. An interrupt changes nothing.
   *
   * @throws IllegalStateException on a thread that must not block
   * @throws RegistryException none of them retryable: {@link
   *     io.reactiveregistry.error.NotAStoreException} when something else lies there, {@link
   *     io.reactiveregistry.error.DamagedStoreException} when the data file is truncated or makes
   *     no sense, {@link io.reactiveregistry.error.UnsupportedFormatException} when a later version
   *     of this library wrote it, {@link io.reactiveregistry.error.UnsupportedFileSystemException},
   *     {@link io.reactiveregistry.error.PermissionDeniedException}, {@link
   *     io.reactiveregistry.error.StoreInUseException} when this process has it open with other
   *     options or through another class loader, {@link
   *     io.reactiveregistry.error.StoreFullException}, {@link
   *     io.reactiveregistry.error.StorageException}
   */
  public LmdbRegistry open() {
    StoreOptions options = options();
    if (Schedulers.isInNonBlockingThread()) {
      throw new IllegalStateException(
          "open() blocks, which thread %s must not; use openAsync()"
              .formatted(Thread.currentThread().getName()));
    }
    return new LmdbRegistry(
        Threads.call("reactive-registry-opener", () -> SharedEngines.acquire(options)));
  }

  StoreOptions options() {
    if (maxMapSize < mapSize) {
      throw new IllegalArgumentException(
          "maxMapSize (%d bytes) must not be less than mapSize (%d bytes)"
              .formatted(maxMapSize, mapSize));
    }
    return new StoreOptions(
        directory.toAbsolutePath().normalize(),
        readerThreads,
        readQueueCapacity,
        writeQueueCapacity,
        writeQueueBytes,
        mapSize,
        maxMapSize,
        deletionReserve,
        durability,
        writeMap,
        readOnly,
        allowNetworkFileSystem,
        maxRecordBytes,
        new VersionPolicy(immutableVersions, keptVersions),
        new ChangeLogOptions(changeLogCapacity, changeDetection),
        metrics);
  }

  /**
   * Opens the store without blocking the subscriber.
   *
   * <p><b>When:</b> with the first demand of each subscription, on {@link
   * reactor.core.scheduler.Schedulers#boundedElastic()}. <b>Emits:</b> the open registry.
   * <b>Cancellation:</b> a store that opens after it is closed again; one that was emitted before
   * belongs to the subscriber. <b>Errors:</b> as {@link #open()}.
   */
  public Mono<LmdbRegistry> openAsync() {
    return new OpeningMono(this::open);
  }

  private static int atLeastOne(String option, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s must be at least 1, was %d".formatted(option, value));
    }
    return value;
  }
}
