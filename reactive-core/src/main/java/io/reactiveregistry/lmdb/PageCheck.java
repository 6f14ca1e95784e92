package io.reactiveregistry.lmdb;

import io.reactiveregistry.datafile.DamagedFileException;
import io.reactiveregistry.datafile.DataFile;
import io.reactiveregistry.datafile.Meta;
import io.reactiveregistry.datafile.PageLedger;
import io.reactiveregistry.datafile.Tree;
import io.reactiveregistry.datafile.TreeCursor;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at every page of a state: whether it is what LMDB wrote, and is used exactly once. */
final class PageCheck {

  private static final long META_PAGES = 2;

  private final DataFile file;
  private final Meta meta;
  private final ProblemCollector problems;
  private final ProgressMeter progress;
  private final PageLedger ledger = new PageLedger();
  private String place = "main tree";
  private boolean sound = true;

  PageCheck(DataFile file, Meta meta, ProblemCollector problems, ProgressMeter progress) {
    this.file = file;
    this.meta = meta;
    this.problems = problems;
    this.progress = progress;
  }

  /** Whether all pages are sound; what is wrong with the others goes to the problems. */
  boolean run() throws IOException {
    Problem truncation = truncation(file, meta);
    if (truncation != null) {
      sound = false;
      problems.add(truncation);
    }
    Map<String, Tree> trees = file.trees(meta, ledger, this::damaged);
    for (Map.Entry<String, Tree> tree : trees.entrySet()) {
      place = tree.getKey();
      TreeCursor cursor = tree.getValue().cursor(ledger, this::damaged);
      while (cursor.next()) {
        progress.advance();
      }
    }
    place = "list of free pages";
    file.freeList(meta).forEach(ledger, this::damaged, this::free);
    countUnused();
    return sound;
  }

  /** The problem of a file that lacks pages in use, or null. */
  static @Nullable Problem truncation(DataFile file, Meta meta) throws IOException {
    try {
      file.requireComplete(meta);
      return null;
    } catch (DamagedFileException e) {
      return new Problem(Problem.Kind.DAMAGED_PAGE, StoreDirectory.DATA_FILE, e.reason(), false);
    }
  }

  private void free(long page) {
    if (!ledger.claim(page)) {
      damaged(page, "it is free and in use");
    }
  }

  private void damaged(long page, String reason) {
    sound = false;
    problems.addDamagedPage(place, page, reason);
  }

  private void countUnused() {
    long unused = meta.lastPage() + 1 - META_PAGES - ledger.claimed();
    if (sound && unused > 0) {
      problems.add(
          new Problem(
              Problem.Kind.UNUSED_PAGES,
              StoreDirectory.DATA_FILE,
              "%d of %d pages are neither used nor free; a salvaged store is without them"
                  .formatted(unused, meta.lastPage() + 1),
              false));
    }
  }
}
