package io.reactiveregistry.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.UnsupportedFileSystemException;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** What an application says when the registry keeps it from starting. */
class FailureAnalysisTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path directory;

  private FailureAnalysis analysis(String... properties) {
    String[] all = new String[properties.length + 1];
    all[0] = "reactive-registry.path=" + directory;
    System.arraycopy(properties, 0, all, 1, properties.length);
    return StartFailure.of(all);
  }

  private void makeStore() {
    try (ReactiveRegistry registry = LmdbRegistry.builder(directory).open()) {
      registry.save(TemplateSpec.builder("a").template("Hello").build()).block(PATIENCE);
    }
  }

  private Path data() {
    return directory.resolve("data.mdb");
  }

  @Test
  void whereTheStoreIsHasToBeSaid() {
    assertThat(StartFailure.of().getAction()).contains("Set reactive-registry.path to a directory");
  }

  @Test
  void aPathThatIsBlankSaysNothing() {
    assertThat(StartFailure.of("reactive-registry.path=").getAction())
        .contains("Set reactive-registry.path to a directory");
  }

  @Test
  void aDirectoryOfSomethingElseIsNotAStore() throws IOException {
    Files.writeString(data(), "This is a text and no store.".repeat(1_000));

    FailureAnalysis analysis = analysis();

    assertThat(analysis.getDescription()).contains(directory.toString());
    assertThat(analysis.getAction())
        .contains("Set reactive-registry.path to the directory of a store");
  }

  @Test
  void theEnvironmentOfAnotherProgramIsNotAStore() {
    RawStore.put(directory, "mailboxes", "inbox", new byte[] {1});

    FailureAnalysis analysis = analysis();

    assertThat(analysis.getDescription()).contains("another program");
    assertThat(analysis.getAction())
        .contains("Set reactive-registry.path to the directory of a store");
  }

  @Test
  void aStoreToBeReadHasToBeThere() {
    FailureAnalysis analysis = analysis("reactive-registry.read-only=true");

    assertThat(analysis.getDescription()).contains("no data.mdb");
    assertThat(analysis.getAction()).contains("Set reactive-registry.path");
  }

  @Test
  void aStoreThatIsOpenWithOtherOptionsIsNamedWithThem() {
    LmdbRegistry user = LmdbRegistry.builder(directory).readerThreads(3).open();
    try {
      FailureAnalysis analysis = analysis("reactive-registry.reader-threads=2");

      assertThat(analysis.getDescription()).contains("readerThreads = 3, not 2");
      assertThat(analysis.getAction()).contains("the same reactive-registry.* properties");
    } finally {
      user.close();
    }
  }

  /**
   * LMDB tells processes apart by their ids, which containers that share a volume may share, too.
   */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aStoreThatAProcessOfTheSameIdHasOpenIsInUse() throws Exception {
    makeStore();
    try (LockedByte lock =
        LockedByte.byAnotherProcess(directory.resolve("lock.mdb"), ProcessHandle.current().pid())) {
      FailureAnalysis analysis = analysis();

      assertThat(lock.isHeld()).isTrue();
      assertThat(analysis.getDescription()).contains("another container");
      assertThat(analysis.getAction())
          .contains("Do as the message says")
          .doesNotContain("the same reactive-registry.* properties");
    }
  }

  @Test
  void aTruncatedStoreIsDamaged() throws IOException {
    makeStore();
    try (FileChannel channel = FileChannel.open(data(), StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() / 2);
    }

    FailureAnalysis analysis = analysis();

    assertThat(analysis.getDescription()).contains(directory.toString()).contains("truncated");
    assertThat(analysis.getAction()).contains("'registry check'").contains("'registry salvage'");
  }

  @Test
  void aStoreOfALaterFormatNeedsALaterRelease() {
    makeStore();
    RawStore.put(directory, "metadata", "reactive.format", new byte[] {2});

    FailureAnalysis analysis = analysis();

    assertThat(analysis.getDescription()).contains("has format 2").contains("up to 1");
    assertThat(analysis.getAction()).contains("Use the release of Reactive Registry");
  }

  /** Nobody may make a directory there, not even root. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aDirectoryThatThisUserMayNotWriteIsNamed() {
    FailureAnalysis analysis = StartFailure.of("reactive-registry.path=/sys/prompts");

    assertThat(analysis.getDescription()).contains("may not use the files in /sys/prompts");
    assertThat(analysis.getAction()).contains("Let the user of this process read and write");
  }

  @Test
  void aMapThatIsFullWhileFilesAreImportedIsToldWithItsProperty() throws IOException {
    Path files = Files.createDirectory(directory.resolve("files"));
    Files.writeString(
        files.resolve("large.yaml"), "id: large\ntemplate: \"%s\"\n".formatted("x".repeat(60_000)));

    FailureAnalysis analysis =
        StartFailure.of(
            "reactive-registry.path=" + directory.resolve("store"),
            "reactive-registry.map-size=64KB",
            "reactive-registry.max-map-size=64KB",
            "reactive-registry.yaml-import.path=" + files);

    assertThat(analysis.getDescription()).contains("its map has 65536 bytes");
    assertThat(analysis.getAction()).contains("Raise reactive-registry.max-map-size");
  }

  @ParameterizedTest
  @ValueSource(strings = {"8k", "1m"})
  @EnabledOnOs(OS.LINUX)
  void aDiskThatIsFullIsNamedInWhatTheApplicationPrints(String size) throws Exception {
    assumeThat(ApplicationProcess.canHaveFileSystem()).isTrue();
    Path store = Files.createDirectory(directory.resolve("store"));
    Path files = Files.createDirectory(directory.resolve("files"));
    for (int i = 0; i < 40; i++) {
      Files.writeString(
          files.resolve(i + ".yaml"),
          "id: t%d\ntemplate: \"%s\"\n".formatted(i, "x".repeat(50_000)));
    }

    String printed =
        ApplicationProcess.withFileSystem(store, size)
            .run(
                "--spring.main.web-application-type=none",
                "--reactive-registry.path=" + store,
                "--reactive-registry.yaml-import.path=" + files);

    assertThat(printed)
        .contains("APPLICATION FAILED TO START")
        .contains("No room left on the file system of " + store)
        .contains("Free space on the disk of reactive-registry.path.")
        .doesNotContain("\tat ");
  }

  /** It would take one to see it; which ones they are is tried where they are told apart. */
  @Test
  void aFileSystemThatMachinesShareIsToldWithTheProperty() {
    FailureAnalysis analysis =
        StartFailure.analysis(new UnsupportedFileSystemException("/srv/prompts", "nfs4"));

    assertThat(analysis.getDescription()).contains("/srv/prompts").contains("nfs4");
    assertThat(analysis.getAction()).contains("reactive-registry.allow-network-file-system=true");
  }

  @Test
  void aDirectoryOfFilesThatIsNotThereIsNamed() {
    FailureAnalysis analysis =
        StartFailure.of(
            "reactive-registry.path=" + directory.resolve("store"),
            "reactive-registry.yaml-import.path=" + directory.resolve("nowhere"));

    assertThat(analysis.getDescription()).contains("nowhere, which is not a directory");
    assertThat(analysis.getAction()).contains("Correct reactive-registry.yaml-import.path");
  }
}
