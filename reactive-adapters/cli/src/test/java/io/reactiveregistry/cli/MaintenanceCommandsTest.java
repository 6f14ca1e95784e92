package io.reactiveregistry.cli;

import static io.reactiveregistry.cli.Run.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.lmdb.LmdbRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MaintenanceCommandsTest {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int PAGE = 4096;

  @TempDir private Path directory;
  private Path store;
  private Path newStore;

  @BeforeEach
  void saveTemplates() {
    store = directory.resolve("store");
    newStore = directory.resolve("new");
    for (String version : new String[] {"1.0.0", "2.0.0"}) {
      for (String id : new String[] {"a", "b", "c"}) {
        Run.put(store, yaml(id, version, "text of " + id + " in " + version));
      }
    }
  }

  /** Changes the bytes of a text in the data file, wherever they stand. */
  private void damage(String text) throws Exception {
    Path data = store.resolve("data.mdb");
    byte[] bytes = Files.readAllBytes(data);
    byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i + wanted.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        bytes[i] ^= 1;
      }
    }
    Files.write(data, bytes);
  }

  private void wipePages(int from) throws Exception {
    Path data = store.resolve("data.mdb");
    byte[] bytes = Files.readAllBytes(data);
    Arrays.fill(bytes, from * PAGE, bytes.length, (byte) 0);
    Files.write(data, bytes);
  }

  @Test
  void checkSaysThatASoundStoreIsSound() {
    Run check = Run.of("check", store);

    assertThat(check.exitCode()).isZero();
    assertThat(check.out())
        .startsWith("Done: 3 templates, 3 older versions, 0 labels, 0 errors, 0 warnings; ");
    assertThat(check.err()).isEmpty();
  }

  @Test
  void checkNamesADamagedTemplateAndRepairLeavesIt() throws Exception {
    damage("text of b in 2.0.0");

    Run check = Run.of("check", store);
    Run repair = Run.of("repair", store);

    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(check.out().lines())
        .first()
        .asString()
        .startsWith("b: ")
        .contains("checksum")
        .endsWith("[damaged-record]");
    assertThat(repair.exitCode()).isEqualTo(1);
    assertThat(repair.out()).contains("b: ").contains("Done: 0 repaired, 1 errors, 0 warnings");
    assertThat(Run.of("get", store, "a").exitCode()).isZero();
  }

  @Test
  void theProblemsOfACheckAreJsonToo() throws Exception {
    damage("text of b in 1.0.0");

    JsonNode report = JSON.readTree(Run.of("check", store, "--json").out());

    assertThat(report.get("success").asBoolean()).isFalse();
    assertThat(report.get("templates").asLong()).isEqualTo(3);
    assertThat(report.get("olderVersions").asLong()).isEqualTo(3);
    assertThat(report.get("labels").asLong()).isZero();
    assertThat(report.get("problemCount").asLong()).isEqualTo(1);
    JsonNode problem = report.get("problems").get(0);
    assertThat(problem.get("kind").asString()).isEqualTo("damaged-version");
    assertThat(problem.get("severity").asString()).isEqualTo("error");
    assertThat(problem.get("location").asString()).isEqualTo("b:1.0.0");
    assertThat(problem.get("repairable").asBoolean()).isFalse();
  }

  @Test
  void salvageSavesWhatIsReadableAndNamesTheRest() throws Exception {
    damage("text of b in 2.0.0");

    Run salvage = Run.of("salvage", store, newStore);

    assertThat(salvage.exitCode()).isEqualTo(1);
    assertThat(salvage.out())
        .contains("b: its current version is lost, version 1.0.0 takes its place")
        .contains("Done: 3 of 3 templates, 2 of 3 older versions and 0 of 0 labels saved; ");
    assertThat(Run.of("check", newStore).exitCode()).isZero();
    assertThat(Run.of("get", newStore, "b", "--format", "template").out())
        .contains("text of b in 1.0.0");
    assertThat(Run.of("salvage", store, newStore).exitCode()).isEqualTo(3);
  }

  @Test
  void labelsAreCountedAndThoseThatAreLostNamed() throws Exception {
    try (LmdbRegistry registry = LmdbRegistry.builder(store).open()) {
      registry.setLabel("b", "older", "1.0.0").block();
      registry.setLabel("b", "current", "2.0.0").block();
    }
    assertThat(Run.of("check", store).out()).contains("3 older versions, 2 labels, 0 errors");
    damage("text of b in 2.0.0");

    Run salvage = Run.of("salvage", store, newStore);

    assertThat(salvage.out())
        .contains(
            "b:current: version 2.0.0, on which it stands, was not saved [label-without-version]")
        .contains("and 1 of 2 labels saved; ");
    JsonNode check = JSON.readTree(Run.of("check", newStore, "--json").out());
    assertThat(check.get("labels").asLong()).isEqualTo(1);
    assertThat(check.get("problemCount").asLong()).isZero();
  }

  @Test
  void damagedPagesAreNamedAndNotRepaired() throws Exception {
    wipePages(4);

    Run check = Run.of("check", store);
    Run repair = Run.of("repair", store);

    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(check.out()).contains("[damaged-page]");
    assertThat(check.err()).hasLineCount(1).contains("registry salvage");
    assertThat(repair.exitCode()).isEqualTo(3);
    assertThat(repair.err()).hasLineCount(1).contains("is damaged").contains("salvage");
  }

  @Test
  void aTruncatedStoreIsSurvivedByEveryCommand() throws Exception {
    byte[] bytes = Files.readAllBytes(store.resolve("data.mdb"));
    for (int tenth = 0; tenth < 10; tenth++) {
      Files.write(
          store.resolve("data.mdb"), Arrays.copyOf(bytes, bytes.length * tenth / 10 + tenth));

      assertThat(Run.of("check", store).exitCode()).isIn(1, 3);
      assertThat(Run.of("repair", store).exitCode()).isEqualTo(3);
      assertThat(Run.of("salvage", store, directory.resolve("new" + tenth)).exitCode()).isIn(1, 3);
    }
  }

  @Test
  void whatIsNotThereCannotBeUsed() {
    for (String command : new String[] {"check", "repair"}) {
      Run run = Run.of(command, directory.resolve("absent"));
      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.err()).hasLineCount(1).contains("no data.mdb");
    }
    assertThat(directory.resolve("absent")).doesNotExist();
  }
}
