package io.reactiveregistry.yaml;

import com.google.errorprone.annotations.CheckReturnValue;
import io.reactiveregistry.AuditableRegistry;
import io.reactiveregistry.Commit;
import io.reactiveregistry.IdRange;
import io.reactiveregistry.LabelMove;
import io.reactiveregistry.RegistryMetadata;
import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.TemplateRef;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.WriteCondition;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.NotAStoreException;
import io.reactiveregistry.error.PermissionDeniedException;
import io.reactiveregistry.error.TemplateNotFoundException;
import io.reactiveregistry.error.UnsupportedFeatureException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;
import reactor.core.scheduler.Schedulers;

/**
 * A tree of {@code *.yaml} and {@code *.yml} files as a registry: one template per file, as {@link
 * YamlTemplates} describes it.
 *
 * <p><b>Files.</b> Folders may be nested and files named freely: the {@code id} inside counts.
 * Files and folders whose names begin with a dot are ignored. Symbolic links are followed within
 * the tree and never out of it.
 *
 * <p><b>One version, no labels.</b> A tree holds the current version of each template: saving
 * another one replaces the file, and the replaced version is then not found. Calls that need labels
 * fail with {@link UnsupportedFeatureException}.
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
 * deleted. A condition is looked at in the file as it is right before it is replaced or deleted.
 * Nothing keeps other programs from writing at the same time; the last one wins.
 *
 * <p><b>Revisions</b> count the writes of this instance, from 1, and what it tells of edits by
 * others; they mean nothing to another instance or after opening anew. {@code lastModified} is the
 * time of the newest file or of the last write of this instance, whichever is later.
 *
 * <p><b>Changes</b> are those of this instance since its opening; the latest of them are kept in
 * memory ({@link YamlRegistryBuilder#changeLogCapacity}). A save that replaces another version is
 * told as that save, and nothing is told of the version replaced. While anybody follows, the tree
 * is looked at again and again ({@link YamlRegistryBuilder#changePollInterval}), and what others
 * have edited since an earlier look is told as one {@link TemplateChange.Resync}. That includes
 * edits made while nobody followed, but not those before the first use of the tree, nor those that
 * change neither time nor size of a file.
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
  private final ChangeFeed feed;
  private final Lifecycle lifecycle;
  private final Mono<Void> closed;

  /**
   * @param root the real path of the folder
   */
  YamlRegistry(YamlRegistryBuilder options, Path root) {
    this.directory = options.directory();
    this.parallelism = options.parallelism();
    this.tree = new TemplateTree(root, parallelism, options.maxFileBytes());
    this.reads =
        new WorkQueue(
            "read", parallelism, options.readQueueCapacity(), "readQueueCapacity", directory);
    this.writes =
        new WorkQueue("write", 1, options.writeQueueCapacity(), "writeQueueCapacity", directory);
    this.lifecycle = new Lifecycle(directory);
    this.feed =
        new ChangeFeed(
            options.changeLogCapacity(),
            TreeWatch.every(options.changePollInterval(), Mono.defer(this::lookForEdits)),
            lifecycle::closedError);
    this.writer = new TreeWriter(tree, feed, options.maxFileBytes());
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
  public static YamlRegistryBuilder builder(Path directory) {
    return new YamlRegistryBuilder(directory);
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

  /**
   * {@inheritDoc}
   *
   * <p>Here: {@link UnsupportedFeatureException} for a label.
   */
  @Override
  public Mono<TemplateSpec> load(TemplateRef ref) {
    return answer(
        () -> {
          Arguments.requireGiven("ref", ref);
          if (ref.label() != null) {
            return Mono.error(noLabels());
          }
          return ref.version() == null ? load(ref.id()) : load(ref.id(), ref.version());
        });
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
              lifecycle.requireOpen();
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
    return lifecycle.whileOpen(
        () -> {
          Objects.requireNonNull(range, "range");
          IdListing listing = new IdListing(tree, range);
          return Pages.read(
              reads,
              pages -> {
                if (listing.hasEnded()) {
                  pages.complete();
                } else {
                  pages.next(listing::nextPage);
                }
              });
        });
  }

  @Override
  public Flux<String> listVersions(String id) {
    return find(id).map(TemplateSpec::version).flux();
  }

  /**
   * {@inheritDoc}
   *
   * <p>Here: {@link UnsupportedFeatureException}.
   */
  @Override
  public Mono<Map<String, String>> labels(String id) {
    return answer(
        () -> {
          TemplateSpec.requireValidId(id);
          return Mono.error(noLabels());
        });
  }

  private UnsupportedFeatureException noLabels() {
    return new UnsupportedFeatureException(
        directory.toString(), "labels", "keep templates that have labels in an LMDB store");
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
    long revision = feed.latest();
    TreeIndex index = tree.refresh();
    Instant modified = later(index.lastModified(), writer.lastWrite());
    return new RegistryMetadata(
        index.count(),
        modified == null ? null : modified.truncatedTo(ChronoUnit.SECONDS),
        revision);
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
    return lifecycle.whileOpen(
        () -> {
          AtomicBoolean examined = new AtomicBoolean();
          return Pages.read(
              reads,
              pages -> {
                if (examined.getAndSet(true)) {
                  pages.complete();
                } else {
                  pages.next(() -> tree.examineAll().findings());
                }
              });
        });
  }

  @Override
  public Mono<Commit> save(TemplateSpec spec) {
    return answer(
        () -> {
          Arguments.requireGiven("spec", spec);
          return write(() -> writer.save(spec));
        });
  }

  @Override
  public Mono<Commit> save(TemplateSpec spec, WriteCondition condition) {
    return answer(
        () -> {
          Arguments.requireGiven("spec", spec);
          Arguments.requireGiven("condition", condition);
          return write(() -> writer.save(spec, condition));
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
          lifecycle.requireOpen();
          Batches.requireSize(batchSize);
          return Flux.from(specs).buffer(batchSize).materialize().concatMap(this::saveSignal, 1);
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
  public Mono<Commit> delete(String id, WriteCondition condition) {
    return answer(
        () -> {
          TemplateSpec.requireValidId(id);
          Arguments.requireGiven("condition", condition).requireFitForDelete();
          return write(() -> writer.delete(id, condition));
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

  /**
   * {@inheritDoc}
   *
   * <p>Here: the current version is the only one, so the template is deleted with it.
   */
  @Override
  public Mono<Commit> deleteVersion(String id, String version, boolean force) {
    return answer(
        () -> {
          TemplateSpec.requireValidVersion(id, version);
          return write(() -> writer.deleteVersion(id, version));
        });
  }

  /**
   * {@inheritDoc}
   *
   * <p>Here: the current version is the only one, so there is nothing else to go back to.
   */
  @Override
  public Mono<Commit> rollback(String id, String version) {
    return answer(
        () -> {
          TemplateSpec.requireValidVersion(id, version);
          return write(() -> writer.rollback(id, version));
        });
  }

  /**
   * {@inheritDoc}
   *
   * <p>Here: {@link UnsupportedFeatureException}.
   */
  @Override
  public Mono<Commit> moveLabels(Collection<LabelMove> moves) {
    return answer(
        () -> {
          Batches.requireMoves(moves);
          return Mono.error(noLabels());
        });
  }

  @Override
  public Flux<TemplateChange> changes() {
    return Flux.defer(
        () -> {
          lifecycle.requireOpen();
          return feed.live();
        });
  }

  /**
   * {@inheritDoc}
   *
   * <p>Here: closing the registry ends it after the changes of all writes accepted before, as far
   * as there is demand for them.
   */
  @Override
  public Flux<TemplateChange> changes(long afterRevision) {
    return Flux.defer(
        () -> {
          lifecycle.requireOpen();
          Arguments.requireRevision(afterRevision);
          return feed.after(afterRevision);
        });
  }

  private Mono<Void> lookForEdits() {
    return reads
        .<Boolean>call(
            () -> {
              tree.refresh();
              return writer.hasEditsToTell();
            })
        .filter(hasEdits -> hasEdits)
        .flatMap(hasEdits -> writes.call(this::tellEdits));
  }

  private @Nullable Void tellEdits() {
    writer.tellEdits();
    return null;
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
    lifecycle.close();
    return Mono.when(reads.close(), writes.close())
        .then(
            Mono.<Void>fromRunnable(
                () -> {
                  feed.end();
                  tree.close();
                }))
        .publishOn(Schedulers.parallel());
  }

  private <T> Mono<T> answer(Supplier<Mono<T>> call) {
    return lifecycle.answer(call);
  }

  private <T> Mono<T> read(Callable<? extends @Nullable T> task) {
    return reads.call(task);
  }

  private Mono<Commit> write(Callable<Commit> task) {
    return writes.call(task);
  }
}
