package io.reactiveregistry.lmdb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Copies one state of an open store into a new directory. It reads the file and not the map, so
 * that the map may be enlarged meanwhile; LMDB's own copy would have to keep everybody from that.
 */
final class Backup {

  private final Environment environment;
  private final Path target;
  private final boolean compact;
  private final LongReads.Control control;
  private final Consumer<BackupProgress> onProgress;

  Backup(
      Environment environment,
      Path target,
      boolean compact,
      LongReads.Control control,
      Consumer<BackupProgress> onProgress) {
    this.environment = environment;
    this.target = target;
    this.compact = compact;
    this.control = control;
    this.onProgress = onProgress;
  }

  BackupReport run() throws IOException {
    control.checkpoint();
    try (TemporaryDirectory directory = TemporaryDirectory.beside(target)) {
      StateCopy copy = new StateCopy(target, control, onProgress);
      Path file = StoreDirectory.dataFile(directory.path());
      // The state is held no longer than it is copied.
      BackupReport report = copy.verified(file, copied(copy, directory.path()));
      directory.deleteLockFile();
      directory.publishAs(target, control);
      return report;
    } catch (IOException e) {
      throw LmdbErrors.translate(target, "write the backup", e);
    }
  }

  private Map<String, Long> copied(StateCopy copy, Path directory) {
    try (PinnedFile source = PinnedFile.of(environment)) {
      if (compact) {
        copy.entries(source.file(), source.meta(), directory);
      } else {
        Path original = StoreDirectory.dataFile(environment.directory());
        copy.pages(original, source.meta(), StoreDirectory.dataFile(directory));
      }
      return StateCopy.entries(source.file(), source.meta());
    } catch (IOException e) {
      throw LmdbErrors.translate(environment.directory(), "back up the store", e);
    }
  }
}
