package io.reactiveregistry.datafile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that was cut is refused, and one that LMDB left short is not. */
@Timeout(120)
class TruncatedFileTest {

  @TempDir Path directory;

  @Test
  void anEmptyFileIsDamaged() throws Exception {
    Path file = Files.createFile(directory.resolve("data.mdb"));

    assertThatExceptionOfType(DamagedFileException.class)
        .isThrownBy(() -> DataFile.open(file))
        .withMessageContaining("empty");
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 39, 151, 152, 153, 4095, 4096, 4097, 4247, 4248, 8191})
  void aFileWithoutTwoWholeMetaPagesIsDamaged(int length) throws Exception {
    Path copy = copyOfFilledEnvironment();
    truncate(copy, length);

    assertThatExceptionOfType(DamagedFileException.class)
        .isThrownBy(() -> newestCompleteMeta(copy))
        .withMessageContaining(String.valueOf(length));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 12, 19})
  void aFileTooShortToShowWhatItIsIsForeign(int length) throws Exception {
    Path copy = copyOfFilledEnvironment();
    truncate(copy, length);

    assertThatExceptionOfType(ForeignFileException.class).isThrownBy(() -> DataFile.open(copy));
  }

  @Test
  void theErrorNamesTheLengthThatIsThereAndTheOneThatShouldBe() throws Exception {
    Path copy = copyOfFilledEnvironment();
    long length = Files.size(copy);
    truncate(copy, length / 2);

    assertThatExceptionOfType(DamagedFileException.class)
        .isThrownBy(() -> newestCompleteMeta(copy))
        .withMessageContaining("truncated")
        .withMessageContaining(String.valueOf(length / 2))
        .withMessageContaining(String.valueOf(length));
  }

  @Test
  void whateverItsLengthNoFileIsAcceptedThatLacksAPageInUse() throws Exception {
    Path copy = copyOfFilledEnvironment();
    long length = Files.size(copy);
    int accepted = 0;
    for (long cut = length - 1; cut >= 0; cut -= 1 + cut % 3000) {
      truncate(copy, cut);
      try (DataFile file = DataFile.open(copy)) {
        Structure.requireSound(file, file.newestCompleteMeta());
        accepted++;
      } catch (DamagedFileException | ForeignFileException refused) {
        assertThat(refused.getMessage()).doesNotContain("page");
      }
    }
    assertThat(accepted).as("lengths without a free page at the end").isZero();
  }

  @Test
  void filesThatLmdbLeavesShortAreAccepted() throws Exception {
    Random random = new Random(3);
    int shortFiles = 0;
    try (RealEnvironment environment = RealEnvironment.open(directory)) {
      for (int i = 1; i < 120; i++) {
        // A value that is removed at once leaves pages at the end which never reach the file.
        environment.commit(
            "records", List.of(changes(random), passing(new byte[i * 20_000]), passing(null)));
        if (environment.fileLength() < (environment.lastPage() + 1) * 4096) {
          shortFiles++;
          Structure.requireSound(environment.file());
        }
      }
    }
    assertThat(shortFiles).as("commits that left the file short").isPositive();
  }

  private static Map<String, byte @Nullable []> passing(byte @Nullable [] value) {
    Map<String, byte @Nullable []> change = new TreeMap<>();
    change.put("passing", value);
    return change;
  }

  private static Map<String, byte @Nullable []> changes(Random random) {
    Map<String, byte @Nullable []> changes = new TreeMap<>();
    for (int i = random.nextInt(40); i >= 0; i--) {
      String key = "key" + random.nextInt(500);
      changes.put(key, random.nextInt(3) == 0 ? null : new byte[random.nextInt(20_000)]);
    }
    return changes;
  }

  @Test
  void aFileThatIsBeingWrittenIsAccepted() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    try (RealEnvironment environment = RealEnvironment.open(directory)) {
      Thread writer = new Thread(() -> writeUntil(done, environment));
      environment.put("records", "first", new byte[1]);
      writer.start();
      try {
        long first = environment.lastTransactionId();
        for (int i = 0; i < 2000 || environment.lastTransactionId() < first + 500; i++) {
          assertThat(newestCompleteMeta(environment.file()).lastPage()).isGreaterThan(1);
        }
      } finally {
        done.set(true);
        writer.join();
      }
    }
  }

  private static void writeUntil(AtomicBoolean done, RealEnvironment environment) {
    Random random = new Random(4);
    while (!done.get()) {
      environment.commit("records", changes(random));
    }
  }

  private static Meta newestCompleteMeta(Path path) throws IOException {
    try (DataFile file = DataFile.open(path)) {
      return file.newestCompleteMeta();
    }
  }

  /** Every page up to the last is in use. */
  private Path copyOfFilledEnvironment() throws IOException {
    Path copy = directory.resolve("copy");
    try (RealEnvironment environment = RealEnvironment.open(directory)) {
      Map<String, byte @Nullable []> entries = new TreeMap<>();
      for (int i = 0; i < 50; i++) {
        entries.put("key" + i, new byte[i * 300]);
      }
      environment.commit("records", entries);
      Files.copy(environment.file(), copy, StandardCopyOption.REPLACE_EXISTING);
    }
    return copy;
  }

  private static void truncate(Path path, long length) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(length);
    }
  }
}
