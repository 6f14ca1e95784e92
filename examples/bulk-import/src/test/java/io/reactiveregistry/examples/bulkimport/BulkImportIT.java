package io.reactiveregistry.examples.bulkimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.reactiveregistry.examples.bulkimport.BulkImportProcess.Ended;
import io.reactiveregistry.guide.ReadmeCommand;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(600)
class BulkImportIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int BATCH = 500;
  private static final Pattern INTERRUPTED =
      Pattern.compile("Interrupted; ([0-9,]+) templates are in, .*");

  @TempDir Path directory;

  private Path store() {
    return directory.resolve("store");
  }

  /** How many templates the store counts, once each of them has been read. */
  private long readable() {
    try (LmdbRegistry registry = LmdbRegistry.builder(store()).readOnly(true).open()) {
      long count = registry.count().block(PATIENCE);
      assertThat(registry.loadAll(registry.listIds()).count().block(PATIENCE)).isEqualTo(count);
      return count;
    }
  }

  private static String json(String id) {
    return "{\"id\":\"%s\",\"template\":\"Hello {{ name }}\"}".formatted(id);
  }

  @Test
  void aHundredThousandTemplatesGoThroughAHeapThatCouldNotHoldThem() throws Exception {
    Ended ended = BulkImportProcess.run(directory, "--store", store(), "--count", 100_000);

    assertThat(ended.exitCode()).as("%s", ended.err()).isZero();
    assertThat(ended.out())
        .singleElement()
        .asString()
        .startsWith("Saved 100,000 templates in 100 batches within ")
        .endsWith("the store %s holds 100,000".formatted(store()));
    assertThat(readable()).isEqualTo(100_000);
  }

  @Test
  void theLineOfTheReadmeMakesAStoreOfAMillionTemplates() throws Exception {
    ReadmeCommand line = ReadmeCommand.of("bulk-import");
    assertThat(line.build()).isEqualTo("mvn -ntp -DskipTests package -pl examples/bulk-import -am");

    ReadmeCommand.Ended ended = line.run(directory);

    assertThat(ended.exitCode()).as("%s", ended.err()).isZero();
    assertThat(ended.out())
        .singleElement()
        .asString()
        .startsWith("Saved 1,000,000 templates in 1,000 batches within ")
        .endsWith("; the store bulk-store holds 1,000,000");
  }

  @Test
  void interruptedItLeavesWholeBatchesAndSaysHowManyTemplatesAreIn() throws Exception {
    BulkImportProcess running =
        BulkImportProcess.start(
            directory, "--store", store(), "--count", 100_000_000, "--batch-size", BATCH);
    assertThat(running.nextLine()).endsWith(" templates are in");
    running.interrupt();
    Ended ended = running.end();

    assertThat(ended.exitCode()).isEqualTo(130);
    Matcher told = INTERRUPTED.matcher(ended.err().get(ended.err().size() - 1));
    assertThat(told.matches()).as("%s", ended.err()).isTrue();
    long saved = Long.parseLong(told.group(1).replace(",", ""));
    assertThat(saved).isPositive().satisfies(count -> assertThat(count % BATCH).isZero());
    assertThat(readable()).isEqualTo(saved);

    Ended again =
        BulkImportProcess.run(
            directory, "--store", store(), "--count", saved + 10, "--batch-size", BATCH);

    assertThat(again.exitCode()).as("%s", again.err()).isZero();
    assertThat(readable()).isEqualTo(saved + 10);
  }

  @Test
  void aBadLineIsToldByItsNumberAndAllOthersAreIn() throws Exception {
    String good =
        IntStream.range(0, 2_000).mapToObj(i -> json("t" + i) + "\n").collect(Collectors.joining());
    Path file =
        Files.writeString(
            directory.resolve("templates.ndjson"),
            json("first") + "\n{\"id\":\"bad\"}\n\n{broken\n" + good);

    Ended ended = BulkImportProcess.run(directory, "--store", store(), "--ndjson", file);

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.out()).singleElement().asString().startsWith("Saved 2,001 templates in 3 ");
    assertThat(ended.err())
        .contains("line 2: template: it is missing; every template has a text")
        .anyMatch(line -> line.startsWith("line 4: This is not JSON: "))
        .endsWith("2 were refused, see above");
    assertThat(readable()).isEqualTo(2_001);
  }

  @Test
  void aFolderIsReadFileByFile() throws Exception {
    Path folder = Files.createDirectories(directory.resolve("prompts/support"));
    for (int i = 0; i < 300; i++) {
      Files.writeString(
          folder.resolve("t%d.yaml".formatted(i)), "id: t%d\ntemplate: text\n".formatted(i));
    }
    Files.writeString(folder.resolve("bad.yml"), "id: bad\ntemplate: [\n");
    Files.writeString(folder.resolve("README.md"), "no template");
    Files.writeString(folder.resolve(".hidden.yaml"), "no template");

    Ended ended =
        BulkImportProcess.run(
            directory, "--store", store(), "--folder", directory.resolve("prompts"));

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err()).hasSize(2);
    assertThat(ended.err().get(0)).startsWith("support/bad.yml:");
    assertThat(readable()).isEqualTo(300);
  }

  @Test
  void onATerminalABarMovesAndARefusalStays() throws Exception {
    assumeThat(BulkImportProcess.canHaveTerminal()).as("script is installed").isTrue();
    Path file =
        Files.writeString(
            directory.resolve("templates.ndjson"),
            json("first") + "\n{\"id\":\"bad\"}\n" + json("last") + "\n");

    Ended ended = BulkImportProcess.runOnTerminal(directory, "--ndjson " + file);

    String screen = String.join("\n", ended.out());
    assertThat(ended.exitCode()).as(screen).isEqualTo(1);
    assertThat(screen)
        .contains("\r\u001B[Kline 2: template: it is missing; every template has a text\n")
        .containsPattern("\rImporting .*\\[.*2/\\?.*\n")
        .contains("\nSaved 2 templates in 1 batches within ")
        .endsWith("\n1 were refused, see above");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--cuont 5|Unknown option",
        "--count five|'five' is not an int",
        "--count 0|--count must be at least 1, not 0",
        "--batch-size 0|--batch-size must be at least 1, not 0",
        "--count 5 --ndjson f|mutually exclusive",
        "here|Unmatched argument",
      })
  void whatIsMistypedIsRefusedInOneLineAndMakesNoStore(String args, String message)
      throws Exception {
    Ended ended = BulkImportProcess.run(directory, (Object[]) args.split(" "));

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err().get(0)).startsWith("error: ").contains(message);
    assertThat(ended.err()).last().isEqualTo("Try --help.");
    assertThat(directory).isDirectoryNotContaining("glob:**bulk-store");
  }

  @Test
  void aSourceThatIsNotThereIsAnErrorOfOneLineAndMakesNoStore() throws Exception {
    for (String option : List.of("--ndjson", "--folder")) {
      Ended ended = BulkImportProcess.run(directory, option, "absent");

      assertThat(ended.exitCode()).isEqualTo(3);
      assertThat(ended.err())
          .singleElement()
          .asString()
          .startsWith("error: Could not read the templates at absent: there is no such ");
      assertThat(directory).isDirectoryNotContaining("glob:**bulk-store");
    }
  }

  @Test
  void aDirectoryThatIsNoStoreIsAnErrorOfOneLine() throws Exception {
    Path file = Files.writeString(directory.resolve("data"), "not a store");

    Ended ended = BulkImportProcess.run(directory, "--store", file, "--count", 1);

    assertThat(ended.exitCode()).isEqualTo(3);
    assertThat(ended.err()).singleElement().asString().startsWith("error: ");
  }
}
