package io.reactiveregistry.reliability.fuzz;

import io.reactiveregistry.datafile.DamageListener;
import io.reactiveregistry.datafile.DamagedFileException;
import io.reactiveregistry.datafile.DataFile;
import io.reactiveregistry.datafile.ForeignFileException;
import io.reactiveregistry.datafile.Meta;
import io.reactiveregistry.datafile.PageLedger;
import io.reactiveregistry.datafile.Tree;
import io.reactiveregistry.datafile.TreeCursor;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Any file as a data file of LMDB: it can be walked to its end, or is refused as foreign or
 * damaged.
 */
public final class DataFileTarget {

  private static final Path FILE = ScratchStore.create().resolve("data.mdb");

  private DataFileTarget() {}

  /** Takes the bytes as {@link FuzzedFile} does. */
  public static void fuzzerTestOneInput(byte[] input) {
    FuzzedFile.write(input, FILE);
    Bounds.keptBy(DataFileTarget::check, FuzzedFile.LENGTH + input.length);
  }

  private static void check() {
    try (DataFile file = DataFile.open(FILE)) {
      Meta meta = file.newestCompleteMeta();
      walk(file, meta, (page, reason) -> Promise.isTrue(!reason.isBlank(), "damage is explained"));
      walk(file, meta, DamageListener.strict());
    } catch (DamagedFileException | ForeignFileException refused) {
      Promise.isTrue(!String.valueOf(refused.getMessage()).isBlank(), "a refusal has a reason");
    } catch (IOException e) {
      throw new AssertionError("Neither foreign nor damaged", e);
    }
  }

  private static void walk(DataFile file, Meta meta, DamageListener listener) throws IOException {
    PageLedger ledger = new PageLedger();
    for (Tree tree : file.trees(meta, ledger, listener).values()) {
      TreeCursor cursor = tree.cursor(ledger, listener);
      while (cursor.next()) {
        Promise.isTrue(
            !cursor.isInOrder() || cursor.key().length > 0, "keys in order have a length");
        if (cursor.hasValue()) {
          Promise.areEqual(
              cursor.valueLength(), (long) cursor.value().length, "values have their length");
        }
      }
    }
    file.freeList(meta).forEach(ledger, listener, page -> {});
  }
}
