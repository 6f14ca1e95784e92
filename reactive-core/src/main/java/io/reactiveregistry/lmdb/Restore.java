package io.reactiveregistry.lmdb;

import io.reactiveregistry.datafile.DamageListener;
import io.reactiveregistry.datafile.DataFile;
import io.reactiveregistry.datafile.Meta;
import io.reactiveregistry.datafile.PageLedger;
import io.reactiveregistry.datafile.Tree;
import io.reactiveregistry.error.UnsupportedFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Copies a backup to where a store is to be. */
final class Restore {

  private final Path backup;
  private final Path target;
  private final LongReads.Control control;
  private final Consumer<BackupProgress> onProgress;

  Restore(
      Path backup, Path target, LongReads.Control control, Consumer<BackupProgress> onProgress) {
    this.backup = backup;
    this.target = target;
    this.control = control;
    this.onProgress = onProgress;
  }

  BackupReport run() throws IOException {
    Maintenance.requireDataFile(backup);
    try (TemporaryDirectory directory = TemporaryDirectory.beside(target)) {
      Path copy = StoreDirectory.dataFile(directory.path());
      BackupReport report =
          new StateReader(backup, control)
              .read((file, meta, stateControl) -> copied(file, meta, stateControl, copy));
      directory.publishAs(target, control);
      return report;
    }
  }

  private BackupReport copied(DataFile file, Meta meta, LongReads.Control stateControl, Path target)
      throws IOException {
    file.requireComplete(meta);
    requireKnownFormat(file, meta);
    StateCopy copy = new StateCopy(this.target, stateControl, onProgress);
    copy.pages(StoreDirectory.dataFile(backup), meta, target);
    return copy.verified(target, StateCopy.entries(file, meta));
  }

  private void requireKnownFormat(DataFile file, Meta meta) throws IOException {
    Map<String, Tree> trees = file.trees(meta, new PageLedger(), DamageListener.strict());
    Tree metadata = trees.get(StoreOpener.METADATA);
    @Nullable Long format =
        metadata == null ? null : MetadataCheck.read(metadata, StoredKeys.FORMAT);
    if (format != null && format > StoreFormat.CURRENT) {
      throw new UnsupportedFormatException(backup.toString(), format, StoreFormat.CURRENT);
    }
  }
}
