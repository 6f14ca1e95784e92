package io.reactiveregistry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "migrate",
        "verify",
        "list",
        "get",
        "put",
        "delete",
        "versions",
        "diff",
        "rollback",
        "label",
        "labels",
        "watch",
        "stats",
        "export"
      })
  void everyCommandExplainsItselfAndTheExitCodes(String command) {
    Run help = Run.of(command, "--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.out())
        .startsWith("Usage: registry " + command)
        .contains("--json", "Exit codes:", "a store or a file cannot be used");
    assertThat(help.err()).isEmpty();
  }

  @Test
  void theProgramNamesItsCommands() {
    Run help = Run.of("--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("migrate", "verify", "export");
  }

  @Test
  void theProgramTellsItsVersion() {
    Run version = Run.of("--version");

    assertThat(version.exitCode()).isZero();
    assertThat(version.out()).startsWith("registry ");
  }

  @Test
  void aMissingCommandIsAUsageError() {
    Run run = Run.of();

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("Missing required subcommand", "Try 'registry --help'");
  }

  @Test
  void aMistypedCommandIsCorrected() {
    Run run = Run.of("migrte", "a", "b");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("migrte", "Did you mean", "migrate");
  }

  @Test
  void aMistypedOptionIsCorrected(@TempDir Path store) {
    Run run = Run.of("list", store, "--prefx", "a");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--prefx", "--prefix", "Try 'registry list --help'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "+1", "many", "99999999999", "\u0661", "\uFF11"})
  void aNumberOutOfRangeIsAUsageError(String limit, @TempDir Path store) {
    Run run = Run.of("list", store, "--limit=" + limit);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--limit", "'" + limit + "' is not a whole number from 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "+1", "many", "\u0661", "\uFF11"})
  void aRevisionIsWrittenInAsciiDigits(String revision, @TempDir Path store) {
    Run run = Run.of("watch", store, "--after=" + revision);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--after", "'" + revision + "' is not a whole number from 0");
  }

  @Test
  void usageErrorsAreJsonWhereJsonIsAskedFor(@TempDir Path store) {
    Run run = Run.of("list", store, "--limit=0", "--json");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("{\"error\":{\"code\":\"usage\",\"message\":\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "stats", "watch"})
  void aStoreThatIsNotThereIsAnErrorAndIsNotMade(String command, @TempDir Path directory) {
    Path store = directory.resolve("absent");

    Run run = Run.of(command, store);

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).hasLineCount(1).startsWith("error: There is no store at " + store);
    assertThat(store).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"get", "delete", "versions", "labels"})
  void aStoreThatIsNotThereIsNotMadeForATemplateEither(String command, @TempDir Path directory) {
    Path store = directory.resolve("absent");

    assertThat(Run.of(command, store, "id").exitCode()).isEqualTo(3);
    assertThat(store).doesNotExist();
  }

  @Test
  void aStoreThatIsNotThereIsNotMadeForAVersion(@TempDir Path directory) {
    Path store = directory.resolve("absent");

    assertThat(Run.of("rollback", store, "id", "1").exitCode()).isEqualTo(3);
    assertThat(Run.of("label", store, "id", "label", "1").exitCode()).isEqualTo(3);
    assertThat(Run.of("diff", store, "id", "1", "2").exitCode()).isEqualTo(3);
    assertThat(store).doesNotExist();
  }

  @Test
  void anEmptyDirectoryIsNotTakenForAStore(@TempDir Path directory) {
    assertThat(Run.of("list", directory).exitCode()).isEqualTo(3);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aFileIsNotTakenForAStore(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "text");

    Run run = Run.of("stats", file);

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).hasLineCount(1).startsWith("error: ").contains(file.toString());
  }

  @Test
  void storeErrorsAreJsonWhereJsonIsAskedFor(@TempDir Path directory) {
    Run run = Run.of("--json", "list", directory.resolve("absent"));

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).startsWith("{\"error\":{\"code\":\"no-store\",\"message\":\"There is no");
  }

  @Test
  void outputThatNobodyTakesIsAnErrorOnce(@TempDir Path store) {
    Run.put(store, Run.yaml("a", "1.0.0", "x"));
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    int exitCode =
        RegistryCli.run(
            InputStream.nullInputStream(),
            failingWith("No space left on device"),
            err,
            "list",
            store.toString());

    assertThat(exitCode).isEqualTo(3);
    assertThat(err.toString(UTF_8))
        .isEqualTo("error: Input or output failed: No space left on device\n");
  }

  @Test
  void outputThatNobodyReadsAnyMoreIsNoError(@TempDir Path store) {
    Run.put(store, Run.yaml("a", "1.0.0", "x"));
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    int exitCode =
        RegistryCli.run(
            InputStream.nullInputStream(),
            failingWith("Broken pipe"),
            err,
            "list",
            store.toString());

    assertThat(exitCode).isZero();
    assertThat(err.size()).isZero();
  }

  private static OutputStream failingWith(String reason) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(reason);
      }
    };
  }

  @Test
  void onlyItsOwnOutputIsTakenForOneThatNobodyReadsAnyMore() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(InputStream.nullInputStream(), OutputStream.nullOutputStream(), err);

    int exitCode =
        new ErrorHandler(console)
            .report(
                new UncheckedIOException(new IOException("/data/pipeline/tmp: Read-only file")));

    assertThat(exitCode).isEqualTo(3);
    assertThat(err.toString(UTF_8))
        .startsWith("error: Input or output failed: ")
        .contains("/data/pipeline/tmp");
  }
}
