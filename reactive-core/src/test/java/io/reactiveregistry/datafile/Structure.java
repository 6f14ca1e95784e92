package io.reactiveregistry.datafile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** A walk through everything that a file holds. */
final class Structure {

  private Structure() {}

  static void requireSound(Path path) throws IOException {
    try (DataFile file = DataFile.open(path)) {
      requireSound(file, file.newestCompleteMeta());
    }
  }

  /** Every page is used exactly once, or free. */
  static void requireSound(DataFile file, Meta meta) throws IOException {
    PageLedger ledger = new PageLedger();
    Set<String> overlaps = new HashSet<>();
    walk(file, meta, ledger, DamageListener.strict(), overlaps);
    long expected = meta.lastPage() + 1 - DataFile.META_PAGES;
    if (!overlaps.isEmpty()) {
      throw new DamagedFileException(DamagedFileException.NO_PAGE, overlaps.toString());
    }
    if (ledger.claimed() != expected) {
      throw new DamagedFileException(
          DamagedFileException.NO_PAGE,
          "%d of %d pages are neither used nor free"
              .formatted(expected - ledger.claimed(), expected));
    }
  }

  /** Walks through all trees; pages that are free and in use are added to the last parameter. */
  static void walk(
      DataFile file,
      Meta meta,
      PageLedger ledger,
      DamageListener listener,
      Collection<String> overlaps)
      throws IOException {
    for (Tree tree : file.trees(meta, ledger, listener).values()) {
      TreeCursor cursor = tree.cursor(ledger, listener);
      while (cursor.next()) {
        if (cursor.hasValue()) {
          cursor.value();
        }
      }
    }
    file.freeList(meta)
        .forEach(
            ledger,
            listener,
            page -> {
              if (!ledger.claim(page)) {
                overlaps.add("page %d is free and in use".formatted(page));
              }
            });
  }
}
