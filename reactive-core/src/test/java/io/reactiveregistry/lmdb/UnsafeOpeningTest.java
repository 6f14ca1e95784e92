package io.reactiveregistry.lmdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactiveregistry.datafile.DataFile;
import io.reactiveregistry.error.DamagedStoreException;
import io.reactiveregistry.error.UnsupportedFileSystemException;
import io.reactiveregistry.error.UnsupportedFormatException;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Openings that LMDB would let through, and that would end badly. */
@Timeout(60)
class UnsafeOpeningTest {

  @TempDir Path directory;

  @AfterEach
  void clearTheInterrupt() {
    boolean unused = Thread.interrupted();
  }

  private void saveOneTemplate() {
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      registry.save(Samples.template("a")).block(Samples.TIMEOUT);
    }
  }

  @Test
  void anEmptyDataFileIsNotTakenForANewStore() throws Exception {
    saveOneTemplate();
    Path data = Files.write(directory.resolve("data.mdb"), new byte[0]);

    assertThatExceptionOfType(DamagedStoreException.class)
        .isThrownBy(() -> LmdbRegistry.builder(directory).open())
        .withMessageContaining("empty");
    assertThat(data).isEmptyFile();
  }

  @Test
  void aLockFileWithoutDataIsNotTakenForANewStore() throws Exception {
    saveOneTemplate();
    Files.delete(directory.resolve("data.mdb"));

    assertThatExceptionOfType(DamagedStoreException.class)
        .isThrownBy(() -> LmdbRegistry.builder(directory).open())
        .withMessageContaining("lock.mdb");
    assertThat(directory.resolve("data.mdb")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.1, 0.25, 0.5, 0.75, 0.9, 0.999})
  void aTruncatedFileIsRefusedBeforeItIsMapped(double part) throws Exception {
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      registry.saveBatch(Samples.templates(2_000)).block(Samples.TIMEOUT);
    }
    Path data = directory.resolve("data.mdb");
    long length;
    try (FileChannel channel = FileChannel.open(data, StandardOpenOption.WRITE)) {
      length = (long) (channel.size() * part);
      channel.truncate(length);
    }
    assertThatExceptionOfType(DamagedStoreException.class)
        .isThrownBy(() -> LmdbRegistry.builder(directory).open())
        .withMessageContaining("truncated")
        .withMessageContaining(String.valueOf(length));
    assertThat(data).hasSize(length);
  }

  @Test
  void aRootPageThatWasOverwrittenIsFoundBeforeItIsMapped() throws Exception {
    saveOneTemplate();
    Path data = directory.resolve("data.mdb");
    try (FileChannel channel = FileChannel.open(data, StandardOpenOption.WRITE)) {
      for (long page = 2; page < channel.size() / 4096; page++) {
        channel.write(ByteBuffer.allocate(4096), page * 4096);
      }
    }
    assertThatExceptionOfType(DamagedStoreException.class)
        .isThrownBy(() -> LmdbRegistry.builder(directory).readOnly(true).open());
  }

  /** LMDB takes pages from the list as soon as it writes, and ends the process where it cannot. */
  @Test
  void aDamagedListOfFreePagesIsFoundBeforeAnythingIsWrittenAndDoesNotHinderReading()
      throws Exception {
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      for (int i = 0; i < 5; i++) {
        registry.save(Samples.template("a")).block(Samples.TIMEOUT);
      }
    }
    Path data = directory.resolve("data.mdb");
    long root;
    int pageSize;
    try (DataFile file = DataFile.open(data)) {
      pageSize = file.pageSize();
      root = file.newestMeta().free().root();
    }
    try (FileChannel channel = FileChannel.open(data, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(16), root * pageSize);
    }

    assertThatExceptionOfType(DamagedStoreException.class)
        .isThrownBy(() -> LmdbRegistry.builder(directory).open())
        .withMessageContaining("page " + root);
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).readOnly(true).open()) {
      assertThat(registry.load("a").block(Samples.TIMEOUT)).isEqualTo(Samples.template("a"));
    }
  }

  /** The mark of the format is looked up there, and LMDB follows wherever an entry leads. */
  @Test
  void anyDamagedEntryOfTheMetadataIsFoundBeforeItIsMapped() throws Exception {
    saveOneTemplate();
    Path data = directory.resolve("data.mdb");
    long root;
    int pageSize;
    try (DataFile file = DataFile.open(data)) {
      pageSize = file.pageSize();
      root = file.tree(file.newestMeta(), StoreOpener.METADATA).root().root();
    }
    try (FileChannel channel = FileChannel.open(data, StandardOpenOption.WRITE)) {
      ByteBuffer beyondThePage = ByteBuffer.wrap(new byte[] {(byte) 0xFF, (byte) 0xFF});
      channel.write(beyondThePage, root * pageSize + 16 + 2); // of the second entry
    }

    assertThatExceptionOfType(DamagedStoreException.class)
        .isThrownBy(() -> LmdbRegistry.builder(directory).readOnly(true).open())
        .withMessageContaining("page " + root);
  }

  @Test
  void whatIsLeftOfMakingAStoreIsTheStoreAlone() {
    saveOneTemplate();

    assertThat(directory.toFile().list())
        .containsExactlyInAnyOrder("data.mdb", "lock.mdb", "reserve.bin");
  }

  @Test
  void whatAProcessLeftThatDiedWhileMakingAStoreIsRemoved() throws Exception {
    Path abandoned = Files.createDirectory(directory.resolve(".creating-1"));
    Files.createFile(abandoned.resolve("data.mdb"));
    Files.setLastModifiedTime(abandoned, FileTime.from(Instant.now().minusSeconds(200_000)));

    saveOneTemplate();

    assertThat(abandoned).doesNotExist();
  }

  @Test
  void aStoreIsMarkedWithItsFormat() {
    saveOneTemplate();

    try (RawStore raw = RawStore.open(directory)) {
      assertThat(raw.get("metadata", "reactive.format")).containsExactly(1);
    }
  }

  @Test
  void aStoreWithoutAMarkIsOneOfTheOriginalAndGetsIt() {
    saveOneTemplate();
    try (RawStore raw = RawStore.open(directory)) {
      raw.delete("metadata", "reactive.format");
    }
    saveOneTemplate();
    try (RawStore raw = RawStore.open(directory)) {
      assertThat(raw.get("metadata", "reactive.format")).containsExactly(1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aStoreOfALaterFormatIsLeftUntouched(boolean readOnly) {
    saveOneTemplate();
    try (RawStore raw = RawStore.open(directory)) {
      raw.put("metadata", "reactive.format", new byte[] {2});
    }
    assertThatExceptionOfType(UnsupportedFormatException.class)
        .isThrownBy(() -> LmdbRegistry.builder(directory).readOnly(readOnly).open())
        .satisfies(
            error -> {
              assertThat(error.format()).isEqualTo(2);
              assertThat(error.newestKnown()).isEqualTo(1);
            });
  }

  @Test
  void aMarkThatIsNoNumberIsDamage() {
    saveOneTemplate();
    try (RawStore raw = RawStore.open(directory)) {
      raw.put("metadata", "reactive.format", "no number");
    }
    assertThatExceptionOfType(DamagedStoreException.class)
        .isThrownBy(() -> LmdbRegistry.builder(directory).open())
        .withMessageContaining("format");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nfs", "nfs4", "NFS", "cifs", "smb3", "9p", "fuse.sshfs", "efs"})
  void fileSystemsThatMachinesShareAreRefused(String type) {
    assertThat(LocalFileSystem.isShared(type)).isTrue();
    assertThat(new UnsupportedFileSystemException("/srv/store", type).fileSystem()).isEqualTo(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ext4", "xfs", "btrfs", "tmpfs", "overlay", "fuseblk", "apfs", "NTFS"})
  void localFileSystemsAreNot(String type) {
    assertThat(LocalFileSystem.isShared(type)).isFalse();
  }

  @Test
  void anotherClassLoaderOfThisProcessIsRefused() throws Exception {
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open();
        URLClassLoader other =
            new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      assertThat(openedBy(other))
          .as("what it failed with")
          .isEqualTo("io.reactiveregistry.error.StoreInUseException");
      assertThat(registry.count().block(Samples.TIMEOUT)).isZero();
    }
    try (URLClassLoader other =
        new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      assertThat(openedBy(other)).as("once it is closed").isEqualTo("opened");
    }
  }

  private static URL[] classPath() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  private String openedBy(ClassLoader loader) throws Exception {
    Class<?> registry = Class.forName(LmdbRegistry.class.getName(), true, loader);
    Object builder = registry.getMethod("builder", Path.class).invoke(null, directory);
    try {
      AutoCloseable opened = (AutoCloseable) builder.getClass().getMethod("open").invoke(builder);
      opened.close();
      return "opened";
    } catch (InvocationTargetException e) {
      return e.getCause().getClass().getName();
    }
  }

  @Test
  void anInterruptNeitherStopsOpeningNorClosingAndIsKept() {
    Thread.currentThread().interrupt();
    LmdbRegistry registry = LmdbRegistry.builder(directory).open();
    assertThat(Thread.currentThread().isInterrupted()).as("after opening").isTrue();

    registry.close();
    assertThat(Thread.interrupted()).as("after closing").isTrue();

    LmdbRegistry.builder(directory).readerThreads(7).open().close(); // so it was closed
  }
}
