package io.reactiveregistry.lmdb;

import io.reactiveregistry.datafile.DataFile;
import io.reactiveregistry.datafile.Meta;
import io.reactiveregistry.error.DamagedStoreException;
import io.reactiveregistry.error.ReadOnlyRegistryException;
import io.reactiveregistry.error.StorageException;
import io.reactiveregistry.error.StoreInUseException;
import io.reactiveregistry.lmdb.LongReads.Control;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.lmdbjava.Dbi;
import org.lmdbjava.Env;

/**
 * One repair. The same check that only reports otherwise is run while a write transaction is open,
 * over the state that this transaction has found: LMDB never writes to pages of that state before
 * the transaction has ended, so they can be read from the file while it changes the store.
 */
final class RepairRun {

  private final Path directory;
  private final Control control;
  private final ProgressMeter progress;
  private final long start = System.nanoTime();

  RepairRun(Path directory, Control control, ProgressMeter progress) {
    this.directory = directory;
    this.control = control;
    this.progress = progress;
  }

  RepairReport run() throws IOException {
    Maintenance.requireDataFile(directory);
    // Before LMDB, which would not survive it, opens the store.
    new StateReader(directory, control).read(this::requireSoundPages);
    while (true) {
      Engine engine = SharedEngines.join(directory);
      if (engine != null) {
        try {
          return repair(engine);
        } finally {
          SharedEngines.leave(engine);
        }
      }
      try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
        return repair(registry.engine());
      } catch (StoreInUseException e) {
        if (e.option() == null) {
          throw e; // not by this class loader
        }
        control.checkpoint();
      }
    }
  }

  private StoreCheck requireSoundPages(DataFile file, Meta meta, Control stateControl)
      throws IOException {
    ProblemCollector problems = new ProblemCollector();
    StoreCheck check = new StoreCheck(directory, file, meta, progress.controlledBy(stateControl));
    if (!check.checkPages(problems)) {
      Problem first = problems.problems().listed().get(0);
      throw new DamagedStoreException(
          directory.toString(),
          "%d problems with its pages, the first at %s: %s"
              .formatted(problems.problems().total(), first.location(), first.reason()),
          null);
    }
    return check;
  }

  private RepairReport repair(Engine engine) throws IOException {
    if (engine.isReadOnly()) {
      throw new ReadOnlyRegistryException(directory.toString());
    }
    Environment environment = engine.environment();
    while (true) {
      try (RepairTransaction transaction = RepairTransaction.begin(environment)) {
        return repair(transaction);
      } catch (Env.MapFullException full) {
        environment.grow(full);
      } catch (Dbi.MapResizedException resized) {
        environment.adoptMapSize();
      } catch (RuntimeException e) {
        throw environment.translate("repair the store", e);
      }
    }
  }

  private RepairReport repair(RepairTransaction transaction) throws IOException {
    ProblemCollector fixed = new ProblemCollector();
    ProblemCollector remaining = new ProblemCollector();
    try (DataFile file = DataFile.open(StoreDirectory.dataFile(directory))) {
      Meta meta = file.meta(transaction.foundTransactionId());
      if (meta == null) {
        throw new StorageException(
            directory.toString(), "find the state of the last transaction", null);
      }
      StoreCheck check = requireSoundPages(file, meta, control);
      check.checkRecords(
          true,
          (problem, fix) -> {
            if (fix == null) {
              remaining.add(problem);
            } else {
              fix.applyTo(transaction);
              fixed.add(problem);
            }
          });
    }
    control.checkpoint();
    transaction.commit(Instant.now());
    progress.end();
    return new RepairReport(fixed.problems(), remaining.problems(), Maintenance.since(start));
  }
}
