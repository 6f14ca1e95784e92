package io.reactiveregistry.lmdb;

import io.reactiveregistry.Commit;
import io.reactiveregistry.CommitObserver;
import io.reactiveregistry.IdRange;
import io.reactiveregistry.LabelMove;
import io.reactiveregistry.ObservableRegistry;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.RegistryMetadata;
import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.TemplateRef;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.WriteCondition;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.RegistryClosedException;
import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.metrics.Operation;
import io.reactiveregistry.metrics.RegistryGauges;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
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
public final class LmdbRegistry implements ObservableRegistry {

  /** How many loads {@link #loadAll} has under way at once, if the read queue has the room. */
  private static final int LOADS_AHEAD = 128;

  private final Engine engine;
  private final ReadQueue reads = new OpenReads();
  private final LongReads longReads;
  private final ChangeStreams streams;
  private final Meters meters;
  private final StoreGauges gauges;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final Sinks.Empty<Void> closed = Sinks.empty();

  LmdbRegistry(Engine engine) {
    this.engine = engine;
    this.longReads = new LongReads(engine.environment());
    this.streams = new ChangeStreams(engine, reads);
    this.meters = engine.meters();
    this.gauges = new StoreGauges(engine, reads);
  }

  /** Starts opening the store in this directory, which is created if necessary. */
  public static LmdbRegistryBuilder builder(Path directory) {
    return new LmdbRegistryBuilder(directory);
  }

  Engine engine() {
    return engine;
  }

  @Override
  public Mono<TemplateSpec> load(String id) {
    return read(
        Operation.LOAD,
        snapshot -> {
          TemplateSpec.requireValidId(id);
          return snapshot.load(id);
        });
  }

  @Override
  public Mono<TemplateSpec> load(String id, String version) {
    return read(
        Operation.LOAD,
        snapshot -> {
          TemplateSpec.requireValidVersion(id, version);
          return snapshot.load(id, version);
        });
  }

  @Override
  public Mono<TemplateSpec> load(TemplateRef ref) {
    return read(
        Operation.LOAD,
        snapshot -> {
          if (ref == null) {
            throw new InvalidTemplateException("ref", "it is null; give a reference");
          }
          return snapshot.load(ref);
        });
  }

  @Override
  public Mono<TemplateSpec> find(String id) {
    return read(
        Operation.FIND,
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
    return new PagedFlux(
        range,
        (rest, limit) -> read(Operation.LIST_PAGE, snapshot -> snapshot.listIds(rest, limit)));
  }

  @Override
  public Flux<String> listVersions(String id) {
    return read(
            Operation.LIST_VERSIONS,
            snapshot -> {
              TemplateSpec.requireValidId(id);
              return snapshot.listVersions(id);
            })
        .flatMapMany(Flux::fromIterable);
  }

  @Override
  public Mono<Map<String, String>> labels(String id) {
    return read(
        Operation.LABELS,
        snapshot -> {
          TemplateSpec.requireValidId(id);
          return snapshot.labels(id);
        });
  }

  @Override
  public Mono<Boolean> exists(String id) {
    return read(
        Operation.EXISTS,
        snapshot -> {
          TemplateSpec.requireValidId(id);
          return snapshot.exists(id);
        });
  }

  @Override
  public Mono<Long> count() {
    return read(Operation.COUNT, Snapshot::count);
  }

  @Override
  public Mono<RegistryMetadata> metadata() {
    return read(Operation.METADATA, Snapshot::metadata);
  }

  /**
   * Describes what the store takes and holds.
   *
   * <p><b>When, threads, errors:</b> as for every read of {@link ReactiveRegistry}. <b>Emits:</b>
   * one value. <b>Cancellation:</b> drops the result.
   */
  public Mono<StorageInfo> storage() {
    return read(Operation.STORAGE, Snapshot::storage);
  }

  /**
   * How full the queues, the file and the map are, for those who watch the store. The first call
   * begins to sample the storage once a second on a reader thread, until this registry is closed.
   * Neither this nor anything it returns blocks.
   */
  public RegistryGauges gauges() {
    gauges.start();
    return gauges;
  }

  /**
   * Makes a backup, as {@link #backup(Path, boolean, Consumer)} does, without telling its progress.
   */
  public Mono<BackupReport> backup(Path target, boolean compact) {
    return backup(target, compact, progress -> {});
  }

  /**
   * Makes a backup: one state of the store in a directory of its own, which is a store like any
   * other. Readers and the writer go on meanwhile; what they write is kept apart from that state,
   * so the data file grows as long as it takes.
   *
   * <p><b>When:</b> at subscription, on a thread of its own. The copy is made under another name,
   * brought to the disk, read again from the first page to the last, and only then gets its name;
   * so there is a whole backup or none. <b>Emits:</b> one report. <b>Cancellation:</b> stops it and
   * removes what it has written, within moments; so does closing the registry, with {@link
   * RegistryClosedException}. <b>Errors:</b> {@link
   * io.reactiveregistry.error.TargetExistsException} when something lies at the target; {@link
   * io.reactiveregistry.error.StoreFullException} and {@link
   * io.reactiveregistry.error.PermissionDeniedException} for the target; {@link
   * io.reactiveregistry.error.DamagedStoreException} when a page of the store is damaged; {@link
   * io.reactiveregistry.error.StorageException}. None of them is retryable, and nothing is left at
   * the target.
   *
   * @param target a directory that does not exist, or is empty
   * @param compact whether to leave out free pages and fill the others, which takes longer
   * @param onProgress told every few milliseconds, on the thread that makes the backup
   */
  public Mono<BackupReport> backup(
      Path target, boolean compact, Consumer<BackupProgress> onProgress) {
    Path absolute = target.toAbsolutePath().normalize();
    return longReads.start(
        "back up the store",
        control -> new Backup(engine.environment(), absolute, compact, control, onProgress).run());
  }

  @Override
  public Mono<Commit> save(TemplateSpec spec) {
    return save(spec, WriteCondition.any());
  }

  @Override
  public Mono<Commit> save(TemplateSpec spec, WriteCondition condition) {
    return write(
        Operation.SAVE,
        () -> Batches.leastBytes(spec),
        () -> Batches.save(spec, condition, engine.options().maxRecordBytes()));
  }

  @Override
  public Mono<Commit> saveBatch(Collection<TemplateSpec> specs) {
    return write(
        Operation.SAVE_BATCH,
        () -> Batches.leastBytes(specs),
        () -> Batches.saveAll(specs, engine.options().maxRecordBytes()));
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
    WriteOperation operation;
    try {
      operation = Batches.saveAll(batch, engine.options().maxRecordBytes());
    } catch (RegistryException e) {
      OperationMeter meter = meters.of(Operation.SAVE_BATCH);
      if (meter != null) {
        meter.ended(0, e); // it will not get as far as the others that are measured
      }
      throw e;
    }
    return write(Operation.SAVE_BATCH, () -> operation);
  }

  @Override
  public Mono<Commit> delete(String id) {
    return delete(id, WriteCondition.any());
  }

  @Override
  public Mono<Commit> delete(String id, WriteCondition condition) {
    return write(Operation.DELETE, () -> Batches.delete(id, condition));
  }

  @Override
  public Mono<Commit> deleteBatch(Collection<String> ids) {
    return write(Operation.DELETE_BATCH, () -> Batches.deleteAll(ids));
  }

  @Override
  public Mono<Commit> deleteVersion(String id, String version, boolean force) {
    return write(Operation.DELETE_VERSION, () -> Batches.deleteVersion(id, version, force));
  }

  @Override
  public Mono<Commit> rollback(String id, String version) {
    return write(Operation.ROLLBACK, () -> Batches.rollback(id, version));
  }

  @Override
  public Mono<Commit> moveLabels(Collection<LabelMove> moves) {
    return write(Operation.MOVE_LABELS, () -> LabelMoves.of(moves));
  }

  /**
   * {@inheritDoc}
   *
   * <p>Writes by other processes are noticed within {@link LmdbRegistryBuilder#changeDetection};
   * those of this library come with their changes, and those of another program as {@link
   * TemplateChange.Resync}. A store that is open read-only cannot log the latter: its subscribers
   * are told with the revision last known.
   */
  @Override
  public Flux<TemplateChange> changes() {
    return streams.fromNow();
  }

  /**
   * {@inheritDoc}
   *
   * <p>The store keeps the last {@link LmdbRegistryBuilder#changeLogCapacity} changes. As {@link
   * #changes()} otherwise.
   */
  @Override
  public Flux<TemplateChange> changes(long afterRevision) {
    return streams.after(afterRevision);
  }

  @Override
  public Disposable observe(CommitObserver observer) {
    return engine.observers().add(Objects.requireNonNull(observer, "observer"));
  }

  /**
   * {@inheritDoc}
   *
   * <p>It is LMDB's number of the last transaction.
   */
  @Override
  public Mono<Long> stateNumber() {
    return read(Operation.STATE_NUMBER, Snapshot::transactionId);
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

  /**
   * Closes as {@link #closeAsync()} does and waits until all is released. Blocks; an interrupt does
   * not shorten it and is kept for later.
   *
   * @throws IllegalStateException on a thread that must not block, or that makes a backup
   */
  @Override
  public void close() {
    if (Schedulers.isInNonBlockingThread()) {
      throw new IllegalStateException(
          "close() blocks, which thread %s must not; use closeAsync()"
              .formatted(Thread.currentThread().getName()));
    }
    if (longReads.isRunningOn(Thread.currentThread())) {
      throw new IllegalStateException(
          "close() waits for the backup that calls it; use closeAsync()");
    }
    Threads.join(closeAsync().toFuture());
  }

  private void release() {
    gauges.stop();
    streams.close(closedException());
    Set<? extends Thread> running = longReads.end();
    if (running.isEmpty()) {
      releaseEngine();
    } else {
      startCloser(
          () -> {
            running.forEach(Threads::join);
            releaseEngine();
          });
    }
  }

  private void releaseEngine() {
    if (SharedEngines.release(engine)) {
      startCloser(this::closeEngine);
    } else {
      drained().subscribe(null, e -> closed.tryEmitEmpty(), closed::tryEmitEmpty);
    }
  }

  private static void startCloser(Runnable work) {
    Thread closer = new Thread(work, "reactive-registry-closer");
    closer.setDaemon(true);
    closer.start();
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

  private <T> Mono<T> read(Operation kind, ReadOperation<T> operation) {
    return new ReadMono<>(reads, operation, meters.of(kind));
  }

  private Mono<Commit> write(Operation kind, Supplier<WriteOperation> preparation) {
    return write(kind, () -> 0, preparation);
  }

  /**
   * @param leastBytes what the unit will take at least: encoding it costs more than refusing it, so
   *     under overload it is refused before
   */
  private Mono<Commit> write(
      Operation kind, LongSupplier leastBytes, Supplier<WriteOperation> preparation) {
    OperationMeter meter = meters.of(kind);
    Mono<Commit> write =
        Mono.defer(
            () -> {
              requireOpen();
              Writer writer = engine.writer();
              RegistryException refusal = writer.refusalOf(leastBytes.getAsLong());
              return refusal == null
                  ? new WriteMono(writer, preparation, meters.recorder() != null)
                  : Mono.error(refusal);
            });
    return meter == null ? write : new MeasuredMono<>(write, meter);
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
}
