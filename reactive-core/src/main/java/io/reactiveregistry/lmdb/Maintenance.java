package io.reactiveregistry.lmdb;

import io.reactiveregistry.error.NotAStoreException;
import io.reactiveregistry.lmdb.LongReads.Control;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/**
 * Looks after the files of stores: checks them, repairs them, saves what is readable of damaged
 * ones.
 *
 * <p>What holds for all jobs:
 *
 * <ul>
 *   <li><b>When:</b> nothing happens before subscription; each subscription is a job of its own.
 *   <li><b>Safety:</b> the file is examined with plain reads before LMDB maps it, so whatever it
 *       holds, the process lives. No job writes to a file that it finds damaged.
 *   <li><b>Threads:</b> the work is done on a thread of its own, signals arrive on {@code
 *       Schedulers.parallel()}, and the progress is told on the former.
 *   <li><b>Memory:</b> bounded, however great the store: a few pages, one record, and a bit for
 *       each page.
 *   <li><b>Cancellation:</b> stops the work soon; the store is as it was before.
 *   <li><b>Others:</b> the store may be open in this process and in others, and be written. A store
 *       that this process has open stays open until the job ends.
 *   <li><b>Errors:</b> {@link NotAStoreException} when something else or nothing lies there, {@link
 *       io.reactiveregistry.error.UnsupportedFormatException} when a later version has written it,
 *       {@link io.reactiveregistry.error.DamagedStoreException} when not even the page is readable
 *       that all others hang on, {@link io.reactiveregistry.error.PermissionDeniedException},
 *       {@link io.reactiveregistry.error.StorageException}. None is retryable.
 * </ul>
 */
public final class Maintenance {

  private Maintenance() {}

  /** Checks without telling the progress. */
  public static Mono<CheckReport> check(Path directory) {
    return check(directory, progress -> {});
  }

  /**
   * Reads every page and every record of a store, and tells what is not as it should be. Writes
   * nothing.
   *
   * <p>The report describes one state of the store, whatever is written meanwhile. Where pages are
   * damaged, nothing is said of what seems to be missing elsewhere.
   *
   * <p><b>Emits:</b> the report; never empty.
   *
   * @param progress told now and then, from one thread
   */
  public static Mono<CheckReport> check(Path directory, Consumer<MaintenanceProgress> progress) {
    Path store = normalized(directory);
    return MaintenanceWork.mono(
        "check the store",
        store,
        control -> check(store, new ProgressMeter(control, progress), control));
  }

  private static CheckReport check(Path store, ProgressMeter progress, Control control)
      throws IOException {
    long start = System.nanoTime();
    requireDataFile(store);
    return new StateReader(store, control)
        .read(
            (file, meta, stateControl) -> {
              ProblemCollector problems = new ProblemCollector();
              StoreCheck check =
                  new StoreCheck(store, file, meta, progress.controlledBy(stateControl));
              check.run(problems);
              return new CheckReport(
                  meta.transactionId(),
                  check.templates(),
                  check.versions(),
                  check.labels(),
                  problems.problems(),
                  since(start));
            });
  }

  /** Repairs without telling the progress. */
  public static Mono<RepairReport> repair(Path directory) {
    return repair(directory, progress -> {});
  }

  /**
   * Puts right what the rest of a store says how it should be: the index of versions, versions kept
   * of templates that are gone, the count and the revision. A template or version whose own record
   * is damaged is left as it is and reported: save it again, delete it, or restore a backup.
   *
   * <p>A label that stands on no version is removed; the report lists it, set it again. Where the
   * log of changes is damaged, or lacks some, it begins behind the damage afterwards: who wants to
   * go on from further back gets {@link io.reactiveregistry.error.ChangesCompactedException}. The
   * repair itself appears to those who follow the changes as a {@link
   * io.reactiveregistry.TemplateChange.Resync}.
   *
   * <p>Everything is done in one transaction, which is not begun where pages are damaged. Readers
   * go on meanwhile; writers wait for its end, and those of this process too.
   *
   * <p><b>Emits:</b> the report; never empty. When nothing was wrong, nothing was written.
   * <b>Errors</b> in addition: {@link io.reactiveregistry.error.DamagedStoreException} when a page
   * is damaged, {@link io.reactiveregistry.error.ReadOnlyRegistryException} when this process has
   * the store open read-only, {@link io.reactiveregistry.error.StoreFullException}, {@link
   * io.reactiveregistry.error.MapFullException}, {@link
   * io.reactiveregistry.error.UnknownOutcomeException}.
   *
   * @param progress told now and then, from one thread
   */
  public static Mono<RepairReport> repair(Path directory, Consumer<MaintenanceProgress> progress) {
    Path store = normalized(directory);
    return MaintenanceWork.mono(
        "repair the store",
        store,
        control -> new RepairRun(store, control, new ProgressMeter(control, progress)).run());
  }

  /** Salvages without telling the progress. */
  public static Mono<SalvageReport> salvage(Path damaged, Path newStore) {
    return salvage(damaged, newStore, progress -> {});
  }

  /**
   * Copies every template, version and label that is readable in a damaged store to a new one, byte
   * by byte, and builds what belongs to them anew. The damaged store is left untouched.
   *
   * <p>Where the current version of a template is not readable but older ones are, the greatest of
   * those becomes the current one; the report names it. A label is copied if the version on which
   * it stands was; the report names the others.
   *
   * <p>The log of changes is not copied, for it may tell of what was not saved: the new store has
   * an empty one, and who wants to go on from a revision of the damaged store gets {@link
   * io.reactiveregistry.error.ChangesCompactedException}.
   *
   * <p>The new store appears whole and on the disk, or not at all.
   *
   * <p><b>Emits:</b> the report; never empty. <b>Errors</b> in addition: {@link
   * io.reactiveregistry.error.TargetExistsException} when something lies at the new path, {@link
   * io.reactiveregistry.error.DamagedStoreException} when no state of the store is readable at all,
   * {@link io.reactiveregistry.error.StorageException} also when somebody writes to the damaged
   * store meanwhile, {@link io.reactiveregistry.error.StoreFullException}.
   *
   * @param newStore a directory that is empty or does not exist
   * @param progress told now and then, from one thread
   */
  public static Mono<SalvageReport> salvage(
      Path damaged, Path newStore, Consumer<MaintenanceProgress> progress) {
    Path source = normalized(damaged);
    Path target = normalized(newStore);
    return MaintenanceWork.mono(
        "salvage the store",
        source,
        control ->
            new SalvageRun(source, target, control, new ProgressMeter(control, progress)).run());
  }

  /** Restores without telling the progress. */
  public static Mono<BackupReport> restore(Path backup, Path store) {
    return restore(backup, store, progress -> {});
  }

  /**
   * Copies a backup, which {@link LmdbRegistry#backup} has made, to where a store is to be. The
   * backup is left as it is. What was copied is read again from the first page to the last; records
   * are copied as they are, {@link #check} tells about them.
   *
   * <p>The store appears whole and on the disk, or not at all.
   *
   * <p><b>Emits:</b> the report; never empty. <b>Errors</b> in addition: {@link
   * io.reactiveregistry.error.TargetExistsException} when something lies where the store is to be,
   * {@link io.reactiveregistry.error.DamagedStoreException} when a page of the backup is damaged,
   * {@link io.reactiveregistry.error.StoreFullException}.
   *
   * @param store a directory that is empty or does not exist
   * @param progress told now and then, from one thread
   */
  public static Mono<BackupReport> restore(
      Path backup, Path store, Consumer<BackupProgress> progress) {
    Path source = normalized(backup);
    Path target = normalized(store);
    return MaintenanceWork.mono(
        "restore the store",
        source,
        control -> new Restore(source, target, control, progress).run());
  }

  static Duration since(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  static void requireDataFile(Path store) {
    if (Files.exists(store) && !Files.isDirectory(store)) {
      throw new NotAStoreException(store.toString(), "it is a file, not a directory", null);
    }
    if (!Files.exists(StoreDirectory.dataFile(store))) {
      throw new NotAStoreException(
          store.toString(), "there is no %s in it".formatted(StoreDirectory.DATA_FILE), null);
    }
  }

  private static Path normalized(Path directory) {
    return Objects.requireNonNull(directory, "directory").toAbsolutePath().normalize();
  }
}
