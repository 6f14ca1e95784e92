package io.reactiveregistry.cli;

import static io.reactiveregistry.cli.Run.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TransferCommandsTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  @TempDir private Path directory;
  private Path files;
  private Path store;

  @BeforeEach
  void writeFiles() throws Exception {
    files = Files.createDirectories(directory.resolve("files"));
    store = directory.resolve("store");
    for (String id : new String[] {"a", "b", "c"}) {
      Files.writeString(files.resolve(id + ".yaml"), yaml(id, "1.0.0", "text of " + id));
    }
  }

  @Test
  void migrateCopiesATreeAndVerifyFindsItEqual() {
    Run migrate = Run.of("migrate", files, store);

    assertThat(migrate.exitCode()).isZero();
    assertThat(migrate.out()).startsWith("Done: 3 migrated, 0 unchanged, 0 deleted, 0 failed");
    assertThat(migrate.err()).isEmpty();
    assertThat(Run.of("verify", files, store).exitCode()).isZero();
  }

  @Test
  void migrateAndVerifyNameBrokenFilesWithLineAndReason() throws Exception {
    Path broken = Files.writeString(files.resolve("broken.yaml"), "id: d\ntemplate: [\n");

    Run migrate = Run.of("migrate", files, store);
    Run verify = Run.of("verify", files, store);

    assertThat(migrate.exitCode()).isEqualTo(1);
    assertThat(migrate.err()).hasLineCount(1).containsPattern("broken\\.yaml:\\d+: .+");
    assertThat(migrate.out()).startsWith("Done: 3 migrated, 0 unchanged, 0 deleted, 1 failed");
    assertThat(verify.exitCode()).isEqualTo(1);
    assertThat(verify.err()).isEqualTo(migrate.err());

    Files.delete(broken);
    assertThat(Run.of("migrate", files, store, "--overwrite").exitCode()).isZero();
    assertThat(Run.of("verify", files, store).exitCode()).isZero();
  }

  @Test
  void migrateRefusesAStoreThatHoldsTemplatesUnlessToldToOverwrite() throws Exception {
    Run.put(store, yaml("old", "1.0.0", "x"));

    Run refused = Run.of("migrate", files, store);

    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(refused.err()).hasLineCount(1).contains("holds 1 templates", "--overwrite");

    Run overwritten = Run.of("migrate", files, store, "--overwrite", "--json");

    assertThat(overwritten.exitCode()).isZero();
    JsonNode report = JSON.readTree(overwritten.out());
    assertThat(report.get("migrated").asLong()).isEqualTo(3);
    assertThat(report.get("deleted").asLong()).isEqualTo(1);
    assertThat(Run.of("list", store).out()).isEqualTo("a\nb\nc\n");
  }

  @Test
  void aDryRunWritesNothingAndMakesNoStore() {
    Run run = Run.of("migrate", files, store, "--dry-run");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("Dry run, nothing written: 3 migrated");
    assertThat(store).doesNotExist();
  }

  @Test
  void aDryRunOverAStoreChangesNothingInIt() {
    Run.put(store, yaml("old", "1.0.0", "x"));

    Run run = Run.of("migrate", files, store, "--dry-run", "--overwrite");

    assertThat(run.out()).contains("3 migrated, 0 unchanged, 1 deleted");
    assertThat(Run.of("list", store).out()).isEqualTo("old\n");
  }

  @Test
  void migrateFromADirectoryThatIsNotThereMakesNoStore() {
    Run run = Run.of("migrate", directory.resolve("absent"), store);

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).hasLineCount(1).contains("There is no directory");
    assertThat(store).doesNotExist();
  }

  @Test
  void verifyNamesEveryDifference() throws Exception {
    Run.of("migrate", files, store);
    Files.writeString(files.resolve("a.yaml"), yaml("a", "1.0.0", "changed"));
    Files.delete(files.resolve("b.yaml"));
    Files.writeString(files.resolve("d.yaml"), yaml("d", "1.0.0", "new"));

    Run run = Run.of("verify", files, store);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out().lines())
        .startsWith("a: differs", "d: missing in the store", "b: only in the store");
  }

  @Test
  void exportWritesFilesThatVerifyAgainstTheStore() {
    Run.of("migrate", files, store);
    Path exported = directory.resolve("exported");

    Run export = Run.of("export", store, exported);

    assertThat(export.exitCode()).isZero();
    assertThat(Run.of("verify", exported, store).exitCode()).isZero();
    assertThat(Run.of("export", store, exported).exitCode()).isEqualTo(3);
    assertThat(Run.of("export", store, exported, "--overwrite").out())
        .startsWith("Done: 0 migrated, 3 unchanged");
  }

  @Test
  void exportSaysHowManyOlderVersionsStayBehind() {
    Run.put(store, yaml("a", "1.0.0", "one"));
    Run.put(store, yaml("a", "2.0.0", "two"));

    Run export = Run.of("export", store, directory.resolve("exported"));

    assertThat(export.exitCode()).isZero();
    assertThat(export.err()).contains("warning: 1 older versions are not exported");
  }

  @Test
  void aDryRunOfAnExportMakesNoDirectory() {
    Run.of("migrate", files, store);
    Path exported = directory.resolve("exported");

    Run export = Run.of("export", store, exported, "--dry-run");

    assertThat(export.out()).startsWith("Dry run, nothing written: 3 migrated");
    assertThat(exported).doesNotExist();
  }

  /** Each of these characters takes one byte in the store and four in YAML. */
  @Test
  void aTemplateThatIsTooLargeForAFileIsNamedWithoutOptionsThatTheProgramDoesNotHave() {
    try (LmdbRegistry registry = LmdbRegistry.builder(store).open()) {
      registry
          .saveBatch(
              List.of(
                  TemplateSpec.builder("large").template("\u0001".repeat(500_000)).build(),
                  TemplateSpec.builder("small").template("t").build()))
          .block();
    }

    Run export = Run.of("export", store, directory.resolve("exported"));

    assertThat(export.exitCode()).isEqualTo(1);
    assertThat(export.err())
        .hasLineCount(1)
        .startsWith("large: Invalid template: 'large' takes ")
        .endsWith(" bytes as YAML, at most 1048576 are allowed; shorten it\n");
    assertThat(export.out()).startsWith("Done: 1 migrated");
  }

  @Test
  void aFileThatIsTooLargeIsNamedWithoutOptionsThatTheProgramDoesNotHave() throws Exception {
    Path large =
        Files.writeString(
            files.resolve("large.yaml"), "id: l\ntemplate: t\n" + "#\n".repeat(600_000));

    Run migrate = Run.of("migrate", files, store);
    Run put = Run.of("put", store, large);
    Run json = Run.of("put", store, large, "--json");

    assertThat(migrate.err())
        .endsWith("it has 1200018 bytes, at most 1048576 are allowed; shorten it\n");
    assertThat(put.err())
        .startsWith(large + ": it has 1048577 bytes, at most 1048576 are allowed; shorten it\n");
    assertThat(json.err()).contains("are allowed; shorten it\"");
  }

  @Test
  void anInterruptedDryRunHasWrittenNothing() {
    TransferOptions dry = CommandLine.populateCommand(new TransferOptions(), "--dry-run");
    TransferOptions usual = CommandLine.populateCommand(new TransferOptions());

    assertThat(dry.whenInterrupted()).isEqualTo("it was a dry run, nothing was written");
    assertThat(usual.whenInterrupted())
        .isEqualTo("the batches written stay, --overwrite goes on from there");
  }
}
