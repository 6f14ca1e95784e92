package io.reactiveregistry.cli;

import static io.reactiveregistry.cli.Run.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BackupCommandsTest {

  @TempDir private Path directory;
  private Path store;
  private Path backup;
  private Path restored;

  @BeforeEach
  void saveTemplates() {
    store = directory.resolve("store");
    backup = directory.resolve("backup");
    restored = directory.resolve("restored");
    Run.put(store, yaml("a", "1.0.0", "text of a"));
    Run.put(store, yaml("a", "2.0.0", "new text of a"));
    Run.put(store, yaml("b", "1.0.0", "text of b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--compact"})
  void whatWasBackedUpIsThereAfterRestoring(String option) {
    Run made =
        option.isEmpty()
            ? Run.of("backup", store, backup)
            : Run.of("backup", store, backup, option);
    Run back = Run.of("restore", backup, restored);

    assertThat(made.exitCode()).isZero();
    assertThat(made.out()).startsWith("Backed up 2 templates in 3 versions, ");
    assertThat(back.exitCode()).isZero();
    assertThat(back.out())
        .startsWith("Restored 2 templates in 3 versions, ")
        .contains("revision 3");
    assertThat(Run.of("get", restored, "a", "--format", "template").out().strip())
        .isEqualTo("new text of a");
    assertThat(Run.of("get", restored, "a", "--version", "1.0.0", "--format", "template").out())
        .startsWith("text of a");
    assertThat(Run.of("check", restored).exitCode()).isZero();
  }

  @Test
  void neitherOverwritesAnything() throws Exception {
    Files.createDirectories(backup);
    Files.writeString(backup.resolve("precious"), "text");

    Run refused = Run.of("backup", store, backup);
    Run restoring = Run.of("restore", store, backup);

    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(refused.err()).contains(backup.toString()).contains("never overwritten");
    assertThat(restoring.exitCode()).isEqualTo(3);
    assertThat(backup.resolve("precious")).hasContent("text");
  }

  @Test
  void aMistypedPathIsToldAsThat() {
    Run backingUp = Run.of("backup", directory.resolve("stoer"), backup);
    Run restoring = Run.of("restore", directory.resolve("bakcup"), restored);

    assertThat(backingUp.exitCode()).isEqualTo(3);
    assertThat(backingUp.err()).contains("no store at");
    assertThat(restoring.exitCode()).isEqualTo(3);
    assertThat(restoring.err()).contains("no store at");
    assertThat(backup).doesNotExist();
    assertThat(restored).doesNotExist();
  }

  @Test
  void reportsAreJsonWhenAskedFor() throws Exception {
    JsonNode report = JsonMapper.shared().readTree(Run.of("backup", store, backup, "--json").out());

    assertThat(report.get("templates").asLong()).isEqualTo(2);
    assertThat(report.get("versions").asLong()).isEqualTo(3);
    assertThat(report.get("bytes").asLong()).isEqualTo(Files.size(backup.resolve("data.mdb")));
    assertThat(report.get("target").asString()).isEqualTo(backup.toString());
  }
}
