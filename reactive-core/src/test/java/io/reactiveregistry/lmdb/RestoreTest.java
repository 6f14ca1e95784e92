package io.reactiveregistry.lmdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.DamagedStoreException;
import io.reactiveregistry.error.NotAStoreException;
import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.error.TargetExistsException;
import io.reactiveregistry.error.UnsupportedFormatException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.test.StepVerifier;

@Timeout(60)
class RestoreTest {

  @TempDir Path directory;

  private Path backup;
  private Path store;
  private List<TemplateSpec> saved;

  @BeforeEach
  void backUp() {
    backup = directory.resolve("backup");
    store = directory.resolve("restored/store");
    try (LmdbRegistry registry = LmdbRegistry.builder(directory.resolve("old")).open()) {
      registry.saveBatch(Samples.templates(300)).block(Samples.TIMEOUT);
      registry.save(Samples.template("template-000001", "2.0.0")).block(Samples.TIMEOUT);
      registry.backup(backup, false).block(Samples.TIMEOUT);
      saved = all(registry);
    }
  }

  private static List<TemplateSpec> all(LmdbRegistry registry) {
    return registry.loadAll(registry.listIds()).collectList().block(Samples.TIMEOUT);
  }

  private void refuses(Class<? extends RegistryException> error) {
    StepVerifier.create(Maintenance.restore(backup, store))
        .expectError(error)
        .verify(Samples.TIMEOUT);
    if (Files.exists(store.getParent())) {
      assertThat(store.getParent()).isEmptyDirectory();
    }
  }

  @Test
  void aRestoredStoreHasEverythingOfTheBackup() {
    BackupReport report = Maintenance.restore(backup, store).block(Samples.TIMEOUT);

    assertThat(report.target()).isEqualTo(store);
    assertThat(report.templates()).isEqualTo(300);
    assertThat(report.versions()).isEqualTo(301);
    try (LmdbRegistry restored = LmdbRegistry.builder(store).open()) {
      assertThat(all(restored)).isEqualTo(saved);
      assertThat(restored.listVersions("template-000001").collectList().block(Samples.TIMEOUT))
          .containsExactly("1.0.0", "2.0.0");
    }
  }

  @Test
  void aBackupThatIsOpenAndWrittenCanBeRestoredToo() {
    try (LmdbRegistry used = LmdbRegistry.builder(backup).open()) {
      used.save(Samples.template("later")).block(Samples.TIMEOUT);

      assertThat(Maintenance.restore(backup, store).block(Samples.TIMEOUT).templates())
          .isEqualTo(301);
    }
  }

  @Test
  void nothingIsEverOverwritten() throws Exception {
    Files.createDirectories(store);
    Files.writeString(store.resolve("precious"), "text");

    StepVerifier.create(Maintenance.restore(backup, store))
        .expectError(TargetExistsException.class)
        .verify(Samples.TIMEOUT);
    assertThat(store.resolve("precious")).hasContent("text");
  }

  @Test
  void whatIsNoBackupIsNotRestored() {
    backup = directory.resolve("absent");

    refuses(NotAStoreException.class);
  }

  @Test
  void anEnvironmentOfAnotherProgramIsNotRestored() {
    backup = directory.resolve("other");
    backup.toFile().mkdirs();
    try (RawStore other = RawStore.open(backup)) {
      other.put("users", "alice", "admin");
    }
    refuses(NotAStoreException.class);
  }

  @Test
  void aBackupOfALaterFormatIsNotRestored() {
    try (RawStore raw = RawStore.open(backup)) {
      raw.put("metadata", "reactive.format", new byte[] {2});
    }
    refuses(UnsupportedFormatException.class);
  }

  @Test
  void aTruncatedBackupIsNotRestored() throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(backup.resolve("data.mdb").toFile(), "rw")) {
      file.setLength(file.length() / 2);
    }
    refuses(DamagedStoreException.class);
  }

  @Test
  void aBackupWithADamagedPageIsNotRestored() throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(backup.resolve("data.mdb").toFile(), "rw")) {
      for (long page = 10; page < file.length() / 4096; page++) {
        file.seek(page * 4096);
        file.write(new byte[4096]);
      }
    }
    refuses(DamagedStoreException.class);
  }
}
