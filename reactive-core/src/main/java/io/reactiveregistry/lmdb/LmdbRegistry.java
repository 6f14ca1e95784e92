package io.reactiveregistry.lmdb;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.reactiveregistry.Commit;
import io.reactiveregistry.IdRange;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.RegistryMetadata;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.RegistryClosedException;
import io.reactiveregistry.error.RegistryException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * A registry in an LMDB environment: a directory with {@code data.mdb} and {@code lock.mdb}, in the
 * format of the Python original, which reads and writes the same files.
 *
 * <p><b>Threads.</b> Reads are answered by a bounded pool of reader threads, which also signal
 * them; a read subscribed to on such a thread stays on it. Writes are encoded on the subscribing
 * thread, committed by one writer thread, and signalled by another one. All that wait when the
 * writer becomes free are committed together.
 *
 * <p><b>Durability.</b> A completed write is committed, and with {@link Durability#FULL} on the
 * disk. Other processes see it at once.
 *
 * <p><b>Versions.</b> When a save replaces another version, that one is kept in the same
 * transaction and stays loadable. A version that another program overwrote without keeping it is
 * not found.
 *
 * <p><b>Sharing.</b> Any number of processes may use a store at once. Within one process all
 * openings of a store share its threads and queues, so their options must be equal; the last {@link
 * #close()} releases them.
 */
public final class LmdbRegistry implements ReactiveRegistry {

  /** How many loads {@link #loadAll} has under way at once, if the read queue has the room. */
  private static final int LOADS_AHEAD = 128;

  private final Engine engine;
  private final ReadQueue reads = new OpenReads();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final Sinks.Empty<Void> closed = Sinks.empty();

  private LmdbRegistry(Engine engine) {
    this.engine = engine;
  }

  /** Starts opening the store in this directory, which is created if necessary. */
  public static Builder builder(Path directory) {
    return new Builder(directory);
  }

  Engine engine() {
    return engine;
  }

  @Override
  public Mono<TemplateSpec> load(String id) {
    return read(
        snapshot -> {
          TemplateSpec.requireValidId(id);
          return snapshot.load(id);
        });
  }

  @Override
  public Mono<TemplateSpec> load(String id, String version) {
    return read(
        snapshot -> {
          TemplateSpec.requireValidVersion(id, version);
          return snapshot.load(id, version);
        });
  }

  @Override
  public Mono<TemplateSpec> find(String id) {
    return read(
        snapshot -> {
          TemplateSpec.requireValidId(id);
          return snapshot.find(id);
        });
  }

  @Override
  public Flux<TemplateSpec> loadAll(Publisher<String> ids) {
    int loadsAhead = Math.min(LOADS_AHEAD, engine.options().readQueueCapacity());
    // Each outcome travels as a value, so that an error arrives in its place and not before.
    return whenOpen(ids)
        .map(id -> load(id).map(Outcome::of).onErrorResume(e -> Mono.just(Outcome.failed(e))))
        .onErrorResume(e -> Mono.just(Mono.just(Outcome.failed(e))))
        .flatMapSequential(outcome -> outcome, loadsAhead, 1)
        .handle(Outcome::emit);
  }

  @Override
  public Flux<String> listIds() {
    return listIds(IdRange.all());
  }

  @Override
  public Flux<String> listIds(IdRange range) {
    return new PagedFlux(range, (rest, limit) -> read(snapshot -> snapshot.listIds(rest, limit)));
  }

  @Override
  public Flux<String> listVersions(String id) {
    return read(snapshot -> {
          TemplateSpec.requireValidId(id);
          return snapshot.listVersions(id);
        })
        .flatMapMany(Flux::fromIterable);
  }

  @Override
  public Mono<Boolean> exists(String id) {
    return read(
        snapshot -> {
          TemplateSpec.requireValidId(id);
          return snapshot.exists(id);
        });
  }

  @Override
  public Mono<Long> count() {
    return read(Snapshot::count);
  }

  @Override
  public Mono<RegistryMetadata> metadata() {
    return read(Snapshot::metadata);
  }

  /**
   * Describes what the store takes and holds.
   *
   * <p><b>When, threads, errors:</b> as for every read of {@link ReactiveRegistry}. <b>Emits:</b>
   * one value. <b>Cancellation:</b> drops the result.
   */
  public Mono<StorageInfo> storage() {
    return read(Snapshot::storage);
  }

  @Override
  public Mono<Commit> save(TemplateSpec spec) {
    return write(() -> Batches.save(spec, engine.options().maxRecordBytes()));
  }

  @Override
  public Mono<Commit> saveBatch(Collection<TemplateSpec> specs) {
    return write(() -> Batches.saveAll(specs, engine.options().maxRecordBytes()));
  }

  @Override
  public Flux<Commit> saveAll(Publisher<TemplateSpec> specs, int batchSize) {
    // An error of the source travels as a batch, so that it arrives after the commits before it. A
    // batch is encoded when it is complete, while the one before it is being written.
    return Flux.defer(
        () ->
            whenOpen(specs)
                .buffer(requireBatchSize(batchSize))
                .map(this::prepared)
                .onErrorResume(e -> Mono.just(Mono.error(e)))
                .concatMap(batch -> batch, 1));
  }

  private static int requireBatchSize(int batchSize) {
    if (batchSize < 1) {
      throw new InvalidTemplateException(
          "batchSize", "it is %d; a batch has at least one template".formatted(batchSize));
    }
    return batchSize;
  }

  private Mono<Commit> prepared(List<TemplateSpec> batch) {
    WriteOperation operation = Batches.saveAll(batch, engine.options().maxRecordBytes());
    return write(() -> operation);
  }

  @Override
  public Mono<Commit> delete(String id) {
    return write(() -> Batches.delete(List.of(TemplateSpec.requireValidId(id))));
  }

  @Override
  public Mono<Commit> deleteBatch(Collection<String> ids) {
    return write(() -> Batches.deleteAll(ids));
  }

  @Override
  public Mono<Void> closeAsync() {
    return Mono.defer(
            () -> {
              if (closing.compareAndSet(false, true)) {
                release();
              }
              return closed.asMono();
            })
        .publishOn(Schedulers.parallel());
  }

  @Override
  public void close() {
    closeAsync().block();
  }

  private void release() {
    if (SharedEngines.release(engine)) {
      Thread closer = new Thread(this::closeEngine, "reactive-registry-closer");
      closer.setDaemon(true);
      closer.start();
    } else {
      drained().subscribe(null, e -> closed.tryEmitEmpty(), closed::tryEmitEmpty);
    }
  }

  private void closeEngine() {
    try {
      SharedEngines.close(engine);
      closed.tryEmitEmpty();
    } catch (Throwable e) { // or whoever waits would wait for ever
      closed.tryEmitError(LmdbErrors.translate(engine.options().directory(), "close the store", e));
    }
  }

  /** Completes when everything accepted before has been signalled. */
  private Mono<Void> drained() {
    Mono<Void> reads = engine.lanes().drained();
    return engine.isReadOnly() ? reads : Mono.when(reads, engine.writer().drained());
  }

  private <T> Mono<T> read(ReadOperation<T> operation) {
    return new ReadMono<>(reads, operation);
  }

  private Mono<Commit> write(Supplier<WriteOperation> preparation) {
    return Mono.defer(
        () -> {
          requireOpen();
          return new WriteMono(engine.writer(), preparation);
        });
  }

  /** A closed registry does not ask for what it cannot use. */
  private <T> Flux<T> whenOpen(Publisher<T> source) {
    return Flux.defer(
        () -> {
          requireOpen();
          return source;
        });
  }

  private void requireOpen() {
    if (closing.get()) {
      throw closedException();
    }
  }

  private RegistryClosedException closedException() {
    return new RegistryClosedException(engine.options().directory().toString());
  }

  /** The engine's reader lanes, as long as this handle is open. */
  private final class OpenReads implements ReadQueue {

    @Override
    public @Nullable RegistryException submit(ReadRequest<?> request) {
      return closing.get() ? closedException() : engine.lanes().submit(request);
    }

    @Override
    public RegistryException translate(Throwable error) {
      return engine.lanes().translate(error);
    }
  }

  /** The options of a store. Every queue is bounded; sizes are in bytes. */
  public static final class Builder {

    /** Default of {@link #readQueueCapacity}. */
    public static final int DEFAULT_READ_QUEUE_CAPACITY = 8192;

    /** Default of {@link #writeQueueCapacity}. */
    public static final int DEFAULT_WRITE_QUEUE_CAPACITY = 4096;

    /** Default of {@link #mapSize}: 1 GiB. */
    public static final long DEFAULT_MAP_SIZE = 1L << 30;

    /** Default of {@link #maxMapSize}: 1 TiB. */
    public static final long DEFAULT_MAX_MAP_SIZE = 1L << 40;

    /** Default of {@link #maxRecordBytes}: 1 MiB. */
    public static final int DEFAULT_MAX_RECORD_BYTES = 1 << 20;

    /** The smallest map that holds an empty store. */
    private static final long MIN_MAP_SIZE = 64 << 10;

    private final Path directory;
    private int readerThreads =
        Math.max(2, Math.min(16, Runtime.getRuntime().availableProcessors()));
    private int readQueueCapacity = DEFAULT_READ_QUEUE_CAPACITY;
    private int writeQueueCapacity = DEFAULT_WRITE_QUEUE_CAPACITY;
    private long mapSize = DEFAULT_MAP_SIZE;
    private long maxMapSize = DEFAULT_MAX_MAP_SIZE;
    private Durability durability = Durability.FULL;
    private boolean writeMap;
    private boolean readOnly;
    private int maxRecordBytes = DEFAULT_MAX_RECORD_BYTES;

    private Builder(Path directory) {
      this.directory = Objects.requireNonNull(directory, "directory");
    }

    /** Threads that read. Default: one for each processor, at least 2 and at most 16. */
    @CanIgnoreReturnValue
    public Builder readerThreads(int readerThreads) {
      this.readerThreads = atLeastOne("readerThreads", readerThreads);
      return this;
    }

    /**
     * Reads that may wait for a thread; further ones fail with {@link
     * io.reactiveregistry.error.OverloadedException}. Default: {@value
     * #DEFAULT_READ_QUEUE_CAPACITY}.
     */
    @CanIgnoreReturnValue
    public Builder readQueueCapacity(int readQueueCapacity) {
      this.readQueueCapacity = atLeastOne("readQueueCapacity", readQueueCapacity);
      return this;
    }

    /**
     * Writes that may be accepted and not yet signalled; further ones fail with {@link
     * io.reactiveregistry.error.OverloadedException}. A batch counts as one. Default: {@value
     * #DEFAULT_WRITE_QUEUE_CAPACITY}.
     */
    @CanIgnoreReturnValue
    public Builder writeQueueCapacity(int writeQueueCapacity) {
      this.writeQueueCapacity = atLeastOne("writeQueueCapacity", writeQueueCapacity);
      return this;
    }

    /**
     * Bytes of address space to begin with; the map is enlarged when it is full. It takes neither
     * memory nor, except with {@link #writeMap}, disk. Default: 1 GiB.
     */
    @CanIgnoreReturnValue
    public Builder mapSize(long bytes) {
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
    public Builder maxMapSize(long bytes) {
      this.maxMapSize = bytes;
      return this;
    }

    /** What a completed write promises. Default: {@link Durability#FULL}. */
    @CanIgnoreReturnValue
    public Builder durability(Durability durability) {
      this.durability = Objects.requireNonNull(durability, "durability");
      return this;
    }

    /**
     * Whether to write through the map, as the Python original does; all processes that use the
     * store at once must agree. With it a full disk kills the process, and the data file has the
     * length of the map. Default: false.
     */
    @CanIgnoreReturnValue
    public Builder writeMap(boolean writeMap) {
      this.writeMap = writeMap;
      return this;
    }

    /**
     * Whether to open an existing store for reading only; writes fail with {@link
     * io.reactiveregistry.error.ReadOnlyRegistryException}. Default: false.
     */
    @CanIgnoreReturnValue
    public Builder readOnly(boolean readOnly) {
      this.readOnly = readOnly;
      return this;
    }

    /**
     * The greatest template in its stored form; greater ones are refused with {@link
     * io.reactiveregistry.error.InvalidTemplateException}. Default: 1 MiB.
     */
    @CanIgnoreReturnValue
    public Builder maxRecordBytes(int bytes) {
      this.maxRecordBytes = atLeastOne("maxRecordBytes", bytes);
      return this;
    }

    /**
     * Opens the store, creating it if there is none. <b>Blocks</b> for the files; on an event loop
     * use {@link #openAsync()}.
     *
     * @throws RegistryException {@link io.reactiveregistry.error.NotAStoreException} when something
     *     else lies there, {@link io.reactiveregistry.error.PermissionDeniedException}, {@link
     *     io.reactiveregistry.error.StoreInUseException} when it is open in this process with other
     *     options, {@link io.reactiveregistry.error.StorageException}
     */
    public LmdbRegistry open() {
      if (maxMapSize < mapSize) {
        throw new IllegalArgumentException(
            "maxMapSize (%d bytes) must not be less than mapSize (%d bytes)"
                .formatted(maxMapSize, mapSize));
      }
      return new LmdbRegistry(
          SharedEngines.acquire(
              new StoreOptions(
                  directory.toAbsolutePath().normalize(),
                  readerThreads,
                  readQueueCapacity,
                  writeQueueCapacity,
                  mapSize,
                  maxMapSize,
                  durability,
                  writeMap,
                  readOnly,
                  maxRecordBytes)));
    }

    /**
     * Opens the store without blocking the subscriber.
     *
     * <p><b>When:</b> at subscription, on {@link Schedulers#boundedElastic()}. <b>Emits:</b> the
     * open registry. <b>Cancellation:</b> a store that opens after it is closed again; one that was
     * emitted before belongs to the subscriber. <b>Errors:</b> as {@link #open()}.
     */
    public Mono<LmdbRegistry> openAsync() {
      // Unlike subscribeOn, a sink hands over what arrives after the cancellation to be discarded.
      return Mono.<LmdbRegistry>create(
              sink -> Schedulers.boundedElastic().schedule(() -> openFor(sink)))
          .doOnDiscard(LmdbRegistry.class, registry -> registry.closeAsync().subscribe());
    }

    private void openFor(MonoSink<LmdbRegistry> sink) {
      try {
        sink.success(open());
      } catch (Throwable e) {
        sink.error(e);
      }
    }

    private static int atLeastOne(String option, int value) {
      if (value < 1) {
        throw new IllegalArgumentException(
            "%s must be at least 1, was %d".formatted(option, value));
      }
      return value;
    }
  }
}
