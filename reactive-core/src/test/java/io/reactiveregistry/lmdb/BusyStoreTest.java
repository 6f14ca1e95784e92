package io.reactiveregistry.lmdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactiveregistry.error.StorageException;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** Maintenance of a store that another process writes all the time. */
@Timeout(120)
class BusyStoreTest {

  private static final int TEMPLATES = 5_000;

  @TempDir Path directory;

  private Path store = Path.of("");
  private List<Process> started = new ArrayList<>();

  @BeforeEach
  void startAWriter() throws Exception {
    store = directory.resolve("store");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + directory,
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                store.toString())
            .redirectError(directory.resolve("err").toFile())
            .start();
    started.add(process);
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    assertThat(out.readLine()).isEqualTo("writing");
  }

  @AfterEach
  void endIt() throws Exception {
    for (Process process : started) {
      process.destroyForcibly();
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static <T> T await(Mono<T> job) {
    return Objects.requireNonNull(job.block(Samples.TIMEOUT));
  }

  @Test
  void aCheckSeesOneStateAndFindsNothing() {
    long last = 0;
    for (int i = 0; i < 5; i++) {
      CheckReport report = await(Maintenance.check(store));

      assertThat(report.problems().listed()).isEmpty();
      assertThat(report.templates()).isEqualTo(TEMPLATES);
      assertThat(report.transactionId()).as("others go on writing").isGreaterThan(last);
      last = report.transactionId();
    }
  }

  @Test
  void aRepairFindsNothingEither() {
    RepairReport report = await(Maintenance.repair(store));

    assertThat(report.fixed().isEmpty()).isTrue();
    assertThat(report.remaining().isEmpty()).isTrue();
  }

  @Test
  void aSalvageIsRefusedSinceItsCopyWouldBeOfSeveralStates() {
    for (int i = 0; i < 4; i++) { // the writer may strike while the roots are read, or later
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> await(Maintenance.salvage(store, directory.resolve("new"))))
          .withMessageContaining("written meanwhile");
    }
    assertThat(directory.resolve("new")).doesNotExist();
  }

  /** The other process. */
  static final class Writer {

    private Writer() {}

    public static void main(String[] args) {
      try (LmdbRegistry registry =
          LmdbRegistry.builder(Path.of(args[0])).durability(Durability.NO_SYNC).open()) {
        registry.saveBatch(Samples.templates(TEMPLATES)).block();
        System.out.println("writing");
        for (int round = 0; ; round++) {
          String id = "template-%06d".formatted(round * 7919 % TEMPLATES);
          registry.save(Samples.template(id, "2.0." + round)).block();
        }
      }
    }
  }
}
