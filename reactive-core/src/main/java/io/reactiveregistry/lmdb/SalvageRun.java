package io.reactiveregistry.lmdb;

import io.reactiveregistry.datafile.DataFile;
import io.reactiveregistry.datafile.Meta;
import io.reactiveregistry.datafile.PageLedger;
import io.reactiveregistry.datafile.Tree;
import io.reactiveregistry.error.DamagedStoreException;
import io.reactiveregistry.error.NotAStoreException;
import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.error.StorageException;
import io.reactiveregistry.error.UnsupportedFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One salvage: finds a state that is readable, copies it, and publishes the copy. */
final class SalvageRun {

  private final Path source;
  private final Path target;
  private final LongReads.Control control;
  private final ProgressMeter progress;
  private final ProblemCollector problems = new ProblemCollector();
  private final long start = System.nanoTime();

  SalvageRun(Path source, Path target, LongReads.Control control, ProgressMeter progress) {
    this.control = control;
    this.source = source;
    this.target = target;
    this.progress = progress;
  }

  /** A state and the databases in it. */
  private record State(Meta meta, Map<String, Tree> trees) {}

  SalvageReport run() throws IOException {
    Maintenance.requireDataFile(source);
    try (DataFile file = DataFile.open(StoreDirectory.dataFile(source));
        TemporaryDirectory temporary = TemporaryDirectory.beside(target)) {
      SalvageReport report = copy(file, temporary.path());
      temporary.deleteLockFile();
      temporary.publishAs(target, control);
      progress.end();
      return report;
    }
  }

  private SalvageReport copy(DataFile file, Path newStore) throws IOException {
    List<Meta> metas = file.plausibleMetas();
    try {
      State state = readableState(file, metas);
      requireKnownFormat(state.trees);
      SalvageReport report;
      try (SalvagedStore store = SalvagedStore.in(newStore)) {
        report = copy(state, store);
      }
      requireUnchanged(file, state.meta);
      return report;
    } catch (RegistryException | IOException e) {
      if (!metas.isEmpty()) {
        requireUnchanged(file, metas.get(0)); // pages of several states say nothing of any
      }
      throw e;
    }
  }

  /** LMDB's own choice if it leads to the templates, else the state before it. */
  private State readableState(DataFile file, List<Meta> metas) throws IOException {
    @Nullable State foreign = null;
    for (Meta meta : metas) {
      ProblemCollector found = new ProblemCollector();
      Map<String, Tree> trees =
          file.trees(
              meta,
              new PageLedger(),
              (page, reason) -> found.addDamagedPage("main tree", page, reason));
      found.problems().listed().forEach(problems::add);
      if (trees.containsKey(StoreOpener.TEMPLATES)) {
        Problem truncation = PageCheck.truncation(file, meta);
        if (truncation != null) {
          problems.add(truncation);
        }
        return new State(meta, trees);
      }
      if (found.isEmpty()) {
        foreign = new State(meta, trees);
        break;
      }
    }
    if (foreign != null) {
      throw new NotAStoreException(
          source.toString(),
          foreign.trees.isEmpty()
              ? "it is empty"
              : "it is an LMDB environment of another program, without the databases of a template store",
          null);
    }
    throw new DamagedStoreException(
        source.toString(), "neither of the pages is readable that all others hang on", null);
  }

  private void requireKnownFormat(Map<String, Tree> trees) throws IOException {
    Long format = metadata(trees, StoredKeys.FORMAT);
    if (format != null && format > StoreFormat.CURRENT) {
      throw new UnsupportedFormatException(source.toString(), format, StoreFormat.CURRENT);
    }
  }

  private static @Nullable Long metadata(Map<String, Tree> trees, byte[] name) throws IOException {
    Tree metadata = trees.get(StoreOpener.METADATA);
    return metadata == null ? null : MetadataCheck.read(metadata, name);
  }

  private SalvageReport copy(State state, SalvagedStore store) throws IOException {
    long expectedTemplates = entries(state, StoreOpener.TEMPLATES);
    long expectedVersions = entries(state, StoreOpener.HISTORY);
    long expectedLabels = entries(state, StoreOpener.LABELS);
    progress.begin(
        expectedTemplates
            + expectedVersions
            + entries(state, StoreOpener.VERSION_INDEX)
            + expectedLabels);
    RecordSalvage records = new RecordSalvage(state.trees, store, problems, progress);
    records.copyTemplates();
    records.copyHistory();
    records.copyIndex();
    copyLabels(state, store);
    Instant now = Instant.now();
    Long lastModified = metadata(state.trees, StoredKeys.LAST_MODIFIED);
    Long revision = metadata(state.trees, StoredKeys.REVISION);
    store.finish(
        lastModified == null ? now.getEpochSecond() : lastModified,
        revision == null ? MetadataCheck.lostRevision(now) : revision);
    return new SalvageReport(
        state.meta.transactionId(),
        store.entries(StoreOpener.TEMPLATES),
        expectedTemplates,
        store.entries(StoreOpener.HISTORY),
        expectedVersions,
        store.entries(StoreOpener.LABELS),
        expectedLabels,
        problems.problems(),
        Maintenance.since(start));
  }

  private void copyLabels(State state, SalvagedStore store) throws IOException {
    Tree labels = state.trees.get(StoreOpener.LABELS);
    if (labels != null) {
      new LabelSalvage(labels, store, problems, progress).copy();
    }
  }

  private static long entries(State state, String database) {
    Tree tree = state.trees.get(database);
    return tree == null ? 0 : Math.max(0, tree.root().entries());
  }

  /** Pages are used again from the second commit on, and nothing here holds them. */
  private void requireUnchanged(DataFile file, Meta meta) throws IOException {
    for (Meta now : file.plausibleMetas()) {
      if (now.transactionId() > meta.transactionId() + 1) {
        throw new StorageException(
            source.toString(),
            "salvage the store",
            new IOException("it was written meanwhile, end those who use it first"));
      }
    }
  }
}
