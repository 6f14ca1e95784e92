package io.reactiveregistry.datafile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lmdbjava.EnvFlags;

/** A file that LMDB has written is read as LMDB itself reads it. */
@Timeout(120)
class HealthyFileTest {

  @TempDir Path directory;

  @Test
  void aNewEnvironmentIsEmptyAndComplete() throws Exception {
    try (RealEnvironment environment = RealEnvironment.open(directory);
        DataFile file = DataFile.open(environment.file())) {
      Meta meta = file.newestCompleteMeta();

      assertThat(meta.transactionId()).isZero();
      assertThat(meta.mapSize()).isEqualTo(RealEnvironment.MAP_SIZE);
      assertThat(file.tree(meta, "records")).isNull();
    }
  }

  @Test
  void oneEntryIsFound() throws Exception {
    try (RealEnvironment environment = RealEnvironment.open(directory)) {
      environment.put("records", "key", bytes("value"));

      assertThat(read(environment, "records")).containsOnlyKeys("key");
      assertThat(read(environment, "records").get("key")).isEqualTo(bytes("value"));
    }
  }

  @Test
  void metaDataAreThoseThatLmdbReports() throws Exception {
    try (RealEnvironment environment = RealEnvironment.open(directory);
        DataFile file = DataFile.open(environment.file())) {
      for (int i = 0; i < 7; i++) {
        environment.put("records", "key" + i, new byte[i * 1000]);
        Meta meta = file.newestCompleteMeta();

        assertThat(meta.transactionId()).isEqualTo(environment.lastTransactionId());
        assertThat(meta.lastPage()).isEqualTo(environment.lastPage());
        assertThat(file.meta(meta.transactionId())).isEqualTo(meta);
        assertThat(file.meta(meta.transactionId() + 1)).isNull();
      }
    }
  }

  @Test
  void randomChangesOfEveryKindAreReadAsLmdbListsThem() throws Exception {
    changeAndCompare(directory, 1);
  }

  @Test
  void soAreThoseOfAWriterThroughTheMap() throws Exception {
    changeAndCompare(directory, 2, EnvFlags.MDB_WRITEMAP);
  }

  private static void changeAndCompare(Path directory, long seed, EnvFlags... flags)
      throws Exception {
    Random random = new Random(seed);
    try (RealEnvironment environment = RealEnvironment.open(directory, flags)) {
      for (int round = 0; round < 150; round++) {
        environment.commit("records", changes(random));
        environment.commit("others", changes(random));
        if (round % 10 == 0) {
          compare(environment, "records");
          compare(environment, "others");
        }
        assertThatCode(() -> Structure.requireSound(environment.file()))
            .as("round %d of seed %d", round, seed)
            .doesNotThrowAnyException();
      }
    }
  }

  private static Map<String, byte @Nullable []> changes(Random random) {
    Map<String, byte @Nullable []> changes = new TreeMap<>();
    boolean shrinking = random.nextInt(4) == 0;
    int count = 1 + random.nextInt(shrinking ? 600 : 150);
    for (int i = 0; i < count; i++) {
      String key = "k".repeat(1 + random.nextInt(200)) + random.nextInt(300);
      changes.put(key, shrinking || random.nextInt(5) == 0 ? null : value(random));
    }
    return changes;
  }

  private static byte[] value(Random random) {
    byte[] value = new byte[random.nextInt(random.nextInt(20) == 0 ? 40_000 : 500)];
    random.nextBytes(value);
    return value;
  }

  private static void compare(RealEnvironment environment, String database) throws IOException {
    Map<String, byte[]> expected = environment.list(database);
    Map<String, byte[]> found = read(environment, database);
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    expected.forEach((key, value) -> assertThat(found.get(key)).isEqualTo(value));
  }

  @Test
  void everyEntryIsFoundByItsKeyAndNothingBetweenThem() throws Exception {
    Random random = new Random(3);
    try (RealEnvironment environment = RealEnvironment.open(directory)) {
      for (int round = 0; round < 30; round++) {
        environment.commit("records", changes(random));
        Map<String, byte[]> expected = environment.list("records");
        try (DataFile file = DataFile.open(environment.file())) {
          TreeLookup lookup =
              Objects.requireNonNull(file.tree(file.newestCompleteMeta(), "records")).lookup();
          for (Map.Entry<String, byte[]> entry : expected.entrySet()) {
            assertThat(lookup.find(bytes(entry.getKey()))).isTrue();
            assertThat(lookup.value()).isEqualTo(entry.getValue());
            assertThat(lookup.find(bytes(entry.getKey() + " "))).isFalse();
          }
          assertThat(lookup.find(bytes("a"))).as("before all").isFalse();
          assertThat(lookup.find(bytes("z"))).as("behind all").isFalse();
          assertThatIllegalStateException().isThrownBy(lookup::value);
        }
      }
    }
  }

  @Test
  void nothingIsFoundInAnEmptyTree() throws Exception {
    try (RealEnvironment environment = RealEnvironment.open(directory)) {
      environment.put("records", "key", bytes("value"));
      environment.delete("records", "key");
      try (DataFile file = DataFile.open(environment.file())) {
        Tree tree = Objects.requireNonNull(file.tree(file.newestCompleteMeta(), "records"));

        assertThat(tree.lookup().find(bytes("key"))).isFalse();
      }
    }
  }

  @Test
  void aStateThatAReaderHoldsStaysReadableWhateverIsCommitted() {
    try (RealEnvironment environment = RealEnvironment.open(directory)) {
      Map<String, byte[]> before = fill(environment);
      environment.whileReading(
          (transaction, environment2) -> {
            try (DataFile file = DataFile.open(environment.file())) {
              Meta meta = Objects.requireNonNull(file.meta(transaction));
              for (int i = 0; i < 200; i++) {
                environment2.put("records", "key" + i % 50, new byte[i * 50]);
              }
              assertThat(file.newestMeta().transactionId()).isGreaterThan(transaction);
              assertThat(read(file, meta, "records")).containsOnlyKeys(before.keySet());
              Structure.requireSound(file, meta);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }

  @Test
  void anInterruptOfTheThreadDoesNotCloseTheFile() throws Exception {
    try (RealEnvironment environment = RealEnvironment.open(directory);
        DataFile file = DataFile.open(environment.file())) {
      Map<String, byte[]> expected = fill(environment);
      Thread.currentThread().interrupt();
      try {
        assertThat(read(file, file.newestCompleteMeta(), "records"))
            .containsOnlyKeys(expected.keySet());
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
      } finally {
        Thread.interrupted();
      }
    }
  }

  private static Map<String, byte[]> fill(RealEnvironment environment) {
    for (int i = 0; i < 100; i++) {
      environment.put("records", "key" + i, new byte[i * 100]);
    }
    return environment.list("records");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, byte[]> read(RealEnvironment environment, String database)
      throws IOException {
    try (DataFile file = DataFile.open(environment.file())) {
      return read(file, file.newestCompleteMeta(), database);
    }
  }

  private static Map<String, byte[]> read(DataFile file, Meta meta, String database)
      throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    Tree tree = Objects.requireNonNull(file.tree(meta, database));
    tree.forEach((key, value) -> entries.put(RealEnvironment.text(key), value));
    return entries;
  }
}
