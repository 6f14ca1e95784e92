package io.reactiveregistry.lmdb;

import io.reactiveregistry.datafile.DataFile;
import io.reactiveregistry.datafile.Meta;
import io.reactiveregistry.datafile.PageLedger;
import io.reactiveregistry.datafile.Tree;
import io.reactiveregistry.error.NotAStoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks one state of a store: first all pages, then all records and how they belong together. */
final class StoreCheck {

  /** Kinds that say something is missing, and mean nothing where pages are. */
  private static final Set<Problem.Kind> OF_WHAT_IS_MISSING =
      Set.of(
          Problem.Kind.TEMPLATE_WITHOUT_INDEX,
          Problem.Kind.INDEX_WITHOUT_TEMPLATE,
          Problem.Kind.HISTORY_WITHOUT_TEMPLATE,
          Problem.Kind.HISTORY_WITHOUT_INDEX,
          Problem.Kind.LABEL_WITHOUT_TEMPLATE,
          Problem.Kind.LABEL_WITHOUT_VERSION,
          Problem.Kind.MISSING_CHANGES,
          Problem.Kind.CHANGE_BEYOND_REVISION,
          Problem.Kind.WRONG_COUNT);

  private final Path directory;
  private final DataFile file;
  private final Meta meta;
  private final ProgressMeter progress;
  private final Map<String, Tree> trees;

  StoreCheck(Path directory, DataFile file, Meta meta, ProgressMeter progress) throws IOException {
    this.directory = directory;
    this.file = file;
    this.meta = meta;
    this.progress = progress;
    this.trees = file.trees(meta, new PageLedger(), TemplateScan.KNOWN);
  }

  long templates() {
    return entries(StoreOpener.TEMPLATES);
  }

  long versions() {
    return entries(StoreOpener.HISTORY);
  }

  long labels() {
    return entries(StoreOpener.LABELS);
  }

  private long entries(String database) {
    Tree tree = trees.get(database);
    return tree == null ? 0 : tree.root().entries();
  }

  /** Checks the pages only; true when all are sound. */
  boolean checkPages(ProblemCollector problems) throws IOException {
    progress.begin(totalEntries());
    return new PageCheck(file, meta, problems, progress).run();
  }

  /** Checks everything. */
  void run(ProblemCollector problems) throws IOException {
    progress.begin(2 * totalEntries());
    boolean sound = new PageCheck(file, meta, problems, progress).run();
    checkRecords(
        sound,
        (problem, fix) -> {
          if (sound || !OF_WHAT_IS_MISSING.contains(problem.kind())) {
            problems.add(
                sound
                    ? problem
                    : new Problem(problem.kind(), problem.location(), problem.reason(), false));
          }
        });
    progress.end();
  }

  /**
   * Checks the records only.
   *
   * @param sound whether all pages are
   */
  void checkRecords(boolean sound, ProblemListener problems) throws IOException {
    @Nullable Tree templates = trees.get(StoreOpener.TEMPLATES);
    @Nullable Tree metadata = trees.get(StoreOpener.METADATA);
    @Nullable Tree index = trees.get(StoreOpener.VERSION_INDEX);
    if (sound && (templates == null || metadata == null || index == null)) {
      throw new NotAStoreException(
          directory.toString(),
          trees.isEmpty()
              ? "it is empty"
              : "it is an LMDB environment of another program, without the databases of a template store",
          null);
    }
    if (metadata != null) {
      MetadataCheck check = new MetadataCheck(directory, metadata, Instant.now());
      check.run(templates(), problems);
      checkChanges(check.revision(), problems);
    }
    @Nullable Tree history = trees.get(StoreOpener.HISTORY);
    if (templates != null && index != null) {
      TemplateScan scan = new TemplateScan(templates, problems, progress);
      new VersionCheck(new OwnerOrder(scan), index, history, problems, progress).run();
    }
    @Nullable Tree labels = trees.get(StoreOpener.LABELS);
    if (templates != null && labels != null) {
      new LabelCheck(labels, templates, history, problems, progress).run();
    }
  }

  private void checkChanges(long lastRevision, ProblemListener problems) throws IOException {
    Tree log = trees.get(StoreOpener.CHANGES);
    if (log != null) {
      new ChangeLogCheck(log, lastRevision, problems, progress).run();
    }
  }

  private long totalEntries() {
    return trees.values().stream().mapToLong(tree -> Math.max(0, tree.root().entries())).sum();
  }
}
