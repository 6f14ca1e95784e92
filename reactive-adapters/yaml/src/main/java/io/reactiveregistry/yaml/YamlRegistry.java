package io.reactiveregistry.yaml;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.CheckReturnValue;
import io.reactiveregistry.AuditableRegistry;
import io.reactiveregistry.Commit;
import io.reactiveregistry.IdRange;
import io.reactiveregistry.RegistryMetadata;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.NotAStoreException;
import io.reactiveregistry.error.PermissionDeniedException;
import io.reactiveregistry.error.RegistryClosedException;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * A tree of {@code *.yaml} and {@code *.yml} files as a registry: one template per file, as {@link
 * YamlTemplates} describes it.
 *
 * <p><b>Files.</b> Folders may be nested and files named freely: the {@code id} inside counts.
 * Files and folders whose names begin with a dot are ignored. Symbolic links are followed within
 * the tree and never out of it.
 *
 * <p><b>One version.</b> A tree holds the current version of each template: saving another one
 * replaces the file, and the replaced version is then not found.
 *
 * <p><b>Edits by others are seen.</b> A {@code load} reads the file as it is now. Listing,
 * counting, writing, and looking for an id that is not known yet, look at the whole tree first
 * (modification time and size of each file) and parse what has changed. That costs a system call
 * per file, so import into a large tree in batches. An edit that changes neither time nor size of a
 * file is seen by {@code load} and {@link #audit()} only. A second file with the id of a known one
 * is noticed at the next such look.
 *
 * <p><b>Broken files hide nothing.</b> A file that cannot be read as a template is not served, and
 * neither are files that share an id; all others are. {@link #audit()} names the former. Loading,
 * saving or deleting an id that several files share fails with {@link InvalidTemplateException},
 * naming them.
 *
 * <p><b>Writing.</b> A save keeps the file of a template that exists, though not its comments and
 * unknown fields; a new one gets a file named after its id. One writer works at a time, in the
 * order subscribed. When a write completes, its files and folders have been forced to disk. Files
 * are replaced atomically: no reader ever sees half of one. A batch is written to hidden files
 * first and then renamed into place; when that fails midway, what was there is put back. Only a
 * crash of the process or machine amid the renames can leave a part of a batch, of whole files,
 * with hidden {@code .*.tmp} and {@code .*.bak} files beside them, which are ignored and may be
 * deleted. Nothing keeps other programs from writing at the same time; the last one wins.
 *
 * <p><b>Revisions</b> count the writes of this instance, from 1; edits by others have none. {@code
 * lastModified} is the time of the newest file or of the last write of this instance, whichever is
 * later.
 *
 * <p><b>Threads.</b> Files are read, parsed and written on threads of the registry's own; signals
 * arrive on {@link Schedulers#parallel()}.
 */
@CheckReturnValue
public final class YamlRegistry implements AuditableRegistry {

  private final Path directory;
  private final int parallelism;
  private final TemplateTree tree;
  private final TreeWriter writer;
  private final WorkQueue reads;
  private final WorkQueue writes;
  private final Sinks.Empty<Void> closing = Sinks.empty();
  private final Mono<Void> closed;
  private volatile boolean isClosed;

  private YamlRegistry(Builder options, Path root) {
    this.directory = options.directory;
    this.parallelism = options.parallelism;
    this.tree = new TemplateTree(root, parallelism, options.maxFileBytes);
    this.writer = new TreeWriter(tree, options.maxFileBytes);
    this.reads =
        new WorkQueue(
            "read", parallelism, options.readQueueCapacity, "readQueueCapacity", directory);
    this.writes =
        new WorkQueue("write", 1, options.writeQueueCapacity, "writeQueueCapacity", directory);
    this.closed = Mono.defer(this::release).cache();
  }

  /**
   * Opens a tree with default options. Blocks for a look at its root; files are read at first use.
   *
   * @throws NotAStoreException when there is no folder at the path
   * @throws PermissionDeniedException when it may not be read
   */
  public static YamlRegistry open(Path directory) {
    return builder(directory).open();
  }

  /** Starts with default options. */
  public static Builder builder(Path directory) {
    return new Builder(directory);
  }

  @Override
  public Mono<TemplateSpec> load(String id) {
    return find(id).switchIfEmpty(Mono.error(() -> new TemplateNotFoundException(id)));
  }

  @Override
  public Mono<TemplateSpec> load(String id, String version) {
    return answer(
        () -> {
          TemplateSpec.requireValidVersion(id, version);
          return read(() -> version(id, version));
        });
  }

  private TemplateSpec version(String id, String version) throws IOException {
    TemplateSpec current = tree.find(id);
    if (current == null) {
      throw new TemplateNotFoundException(id);
    }
    if (!current.version().equals(version)) {
      throw new TemplateNotFoundException(id, version);
    }
    return current;
  }

  @Override
  public Mono<TemplateSpec> find(String id) {
    return answer(
        () -> {
          TemplateSpec.requireValidId(id);
          return read(() -> tree.find(id));
        });
  }

  @Override
  public Flux<TemplateSpec> loadAll(Publisher<String> ids) {
    // Errors travel as values, so that the templates before them are not overtaken.
    return Flux.defer(
            () -> {
              requireOpen();
              return Flux.from(ids)
                  .materialize()
                  .flatMapSequential(this::loadSignal, parallelism, 1)
                  .<TemplateSpec>dematerialize();
            })
        .publishOn(Schedulers.parallel(), parallelism);
  }

  private Publisher<Signal<TemplateSpec>> loadSignal(Signal<String> id) {
    if (id.isOnNext()) {
      return load(Objects.requireNonNull(id.get())).materialize();
    }
    return Mono.just(
        id.isOnError()
            ? Signal.error(Objects.requireNonNull(id.getThrowable()))
            : Signal.complete());
  }

  @Override
  public Flux<String> listIds() {
    return listIds(IdRange.all());
  }

  /**
   * {@inheritDoc}
   *
   * <p>Edits by others are looked for when the listing begins; writes of this instance are seen by
   * every page that is read after them.
   */
  @Override
  public Flux<String> listIds(IdRange range) {
    return whileOpen(
        () -> {
          Objects.requireNonNull(range, "range");
          IdListing listing = new IdListing(tree, range);
          return Flux.<IdListing>generate(
                  pages -> {
                    if (listing.hasEnded()) {
                      pages.complete();
                    } else {
                      pages.next(listing);
                    }
                  })
              .concatMap(page -> items(page::nextPage), 0);
        });
  }

  @Override
  public Flux<String> listVersions(String id) {
    return find(id).map(TemplateSpec::version).flux();
  }

  @Override
  public Mono<Boolean> exists(String id) {
    return find(id).hasElement();
  }

  @Override
  public Mono<Long> count() {
    return answer(() -> read(() -> tree.refresh().count()));
  }

  @Override
  public Mono<RegistryMetadata> metadata() {
    return answer(() -> read(this::describe));
  }

  private RegistryMetadata describe() throws IOException {
    TreeWriter.Last last = writer.last();
    TreeIndex index = tree.refresh();
    Instant modified = later(index.lastModified(), last.at());
    return new RegistryMetadata(
        index.count(),
        modified == null ? null : modified.truncatedTo(ChronoUnit.SECONDS),
        last.revision());
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Here: files that cannot be read as a template, with line and reason; ids that stand in
   * several files, naming all of them; links that lead out of the tree; unknown fields as warnings.
   * Every file is read again.
   */
  @Override
  public Flux<Finding> audit() {
    // Hidden, or it would be subscribed to at once; and without prefetch it waits for demand.
    return whileOpen(
        () -> Flux.just(tree).hide().concatMap(all -> items(() -> all.examineAll().findings()), 0));
  }

  @Override
  public Mono<Commit> save(TemplateSpec spec) {
    return answer(
        () -> {
          Objects.requireNonNull(spec, "spec");
          return write(() -> writer.save(spec));
        });
  }

  @Override
  public Mono<Commit> saveBatch(Collection<TemplateSpec> specs) {
    return answer(
        () -> {
          List<TemplateSpec> batch = Batches.requireConsistent(specs);
          return write(() -> writer.saveBatch(batch));
        });
  }

  @Override
  public Flux<Commit> saveAll(Publisher<TemplateSpec> specs, int batchSize) {
    // An error of the source travels as a value, behind the batches that are complete.
    return Flux.defer(
        () -> {
          requireOpen();
          Batches.requireSize(batchSize);
          return Flux.from(specs)
              .buffer(batchSize)
              .materialize()
              .concatMap(this::saveSignal, 1);
        });
  }

  private Publisher<Commit> saveSignal(Signal<List<TemplateSpec>> batch) {
    if (batch.isOnNext()) {
      return saveBatch(Objects.requireNonNull(batch.get()));
    }
    Mono<Commit> end =
        batch.isOnError() ? Mono.error(Objects.requireNonNull(batch.getThrowable())) : Mono.empty();
    return end.publishOn(Schedulers.parallel());
  }

  @Override
  public Mono<Commit> delete(String id) {
    return answer(
        () -> {
          TemplateSpec.requireValidId(id);
          return write(() -> writer.delete(List.of(id)));
        });
  }

  @Override
  public Mono<Commit> deleteBatch(Collection<String> ids) {
    return answer(
        () -> {
          Set<String> batch = Batches.requireValidIds(ids);
          return write(() -> writer.delete(batch));
        });
  }

  @Override
  public Mono<Void> closeAsync() {
    return closed;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException on a thread that must not block
   */
  @Override
  public void close() {
    closed.block();
  }

  private Mono<Void> release() {
    isClosed = true;
    closing.tryEmitEmpty().orThrow();
    return Mono.when(reads.close(), writes.close())
        .then(Mono.<Void>fromRunnable(tree::close))
        .publishOn(Schedulers.parallel());
  }

  private void requireOpen() {
    if (isClosed) {
      throw closedError();
    }
  }

  private RegistryClosedException closedError() {
    return new RegistryClosedException(directory.toString());
  }

  private <T> Mono<T> read(Callable<? extends @Nullable T> task) {
    return reads.call(task);
  }

  private Mono<Commit> write(Callable<Commit> task) {
    return writes.call(task);
  }

  private <T> Mono<T> answer(Supplier<Mono<T>> call) {
    return Mono.defer(
            () -> {
              requireOpen();
              return call.get();
            })
        .publishOn(Schedulers.parallel());
  }

  /** A listing that the closing of the registry ends. */
  private <T> Flux<T> whileOpen(Supplier<Flux<T>> listing) {
    return Flux.defer(
            () -> {
              requireOpen();
              return listing.get();
            })
        .takeUntilOther(
            closing.asMono().publishOn(Schedulers.parallel()).then(Mono.error(this::closedError)));
  }

  private <T> Flux<T> items(Callable<List<T>> page) {
    return this.<List<T>>read(page).flatMapIterable(list -> list).publishOn(Schedulers.parallel());
  }

  /** Options of a tree. Not thread-safe. */
  public static final class Builder {

    /** How many reading calls may wait for each thread unless told otherwise. */
    public static final int DEFAULT_READ_QUEUE_CAPACITY = 4096;

    /** How many writing calls may wait unless told otherwise. */
    public static final int DEFAULT_WRITE_QUEUE_CAPACITY = 4096;

    private final Path directory;
    private int parallelism = Runtime.getRuntime().availableProcessors();
    private int maxFileBytes = YamlTemplates.DEFAULT_MAX_BYTES;
    private int readQueueCapacity = DEFAULT_READ_QUEUE_CAPACITY;
    private int writeQueueCapacity = DEFAULT_WRITE_QUEUE_CAPACITY;
    private boolean createDirectory;

    private Builder(Path directory) {
      this.directory = Objects.requireNonNull(directory, "directory");
    }

    /** How many threads read and parse files; the number of processors otherwise. */
    @CanIgnoreReturnValue
    public Builder parallelism(int threads) {
      this.parallelism = requirePositive("parallelism", threads);
      return this;
    }

    /**
     * How many bytes a file may have; {@link YamlTemplates#DEFAULT_MAX_BYTES} otherwise. Greater
     * files are neither read nor written.
     */
    @CanIgnoreReturnValue
    public Builder maxFileBytes(int bytes) {
      this.maxFileBytes = requirePositive("maxFileBytes", bytes);
      return this;
    }

    /**
     * How many reading calls may wait for each thread before further ones fail with {@code
     * OverloadedException}; {@value #DEFAULT_READ_QUEUE_CAPACITY} otherwise.
     */
    @CanIgnoreReturnValue
    public Builder readQueueCapacity(int calls) {
      this.readQueueCapacity = requirePositive("readQueueCapacity", calls);
      return this;
    }

    /**
     * How many writing calls may wait before further ones fail with {@code OverloadedException};
     * {@value #DEFAULT_WRITE_QUEUE_CAPACITY} otherwise.
     */
    @CanIgnoreReturnValue
    public Builder writeQueueCapacity(int calls) {
      this.writeQueueCapacity = requirePositive("writeQueueCapacity", calls);
      return this;
    }

    /** Whether to create the folder, with its parents, when it is missing; false otherwise. */
    @CanIgnoreReturnValue
    public Builder createDirectory(boolean create) {
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
  }
}
