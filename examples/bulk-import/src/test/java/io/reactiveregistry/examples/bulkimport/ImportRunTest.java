package io.reactiveregistry.examples.bulkimport;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class ImportRunTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path directory;
  private LmdbRegistry registry;
  private final List<String> refused = new ArrayList<>();
  private final Refusals refusals = new Refusals(refused::add);

  @BeforeEach
  void open() {
    registry = LmdbRegistry.builder(directory.resolve("store")).open();
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void everyTemplateOfTheSourceIsSaved() {
    ImportRun run = new ImportRun(10);

    StepVerifier.create(run.run(registry, new GeneratedTemplates(25), refusals, saved -> {}))
        .expectComplete()
        .verify(PATIENCE);

    assertThat(run.saved()).isEqualTo(25);
    assertThat(run.batches()).isEqualTo(3);
    assertThat(registry.count().block(PATIENCE)).isEqualTo(25);
  }

  @Test
  void stoppedItLeavesWholeBatchesAndKnowsHowManyTemplatesAreIn() {
    ImportRun run = new ImportRun(7);

    StepVerifier.create(
            run.run(
                registry,
                new GeneratedTemplates(Integer.MAX_VALUE),
                refusals,
                saved -> {
                  if (saved >= 70) {
                    run.stop();
                  }
                }))
        .expectError(CancellationException.class)
        .verify(PATIENCE);

    assertThat(run.saved()).isGreaterThanOrEqualTo(70).satisfies(n -> assertThat(n % 7).isZero());
    assertThat(registry.count().block(PATIENCE)).isEqualTo(run.saved());
  }

  @Test
  void stoppedBeforeItBeginsItSavesNothing() {
    ImportRun run = new ImportRun(7);
    run.stop();

    StepVerifier.create(run.run(registry, new GeneratedTemplates(70), refusals, saved -> {}))
        .expectError(CancellationException.class)
        .verify(PATIENCE);

    assertThat(registry.count().block(PATIENCE)).isZero();
  }

  @Test
  void theSourceIsReadNoFurtherThanTwoBatchesAheadOfWhatIsIn() {
    AtomicLong read = new AtomicLong();
    AtomicLong furthest = new AtomicLong();
    ImportRun run = new ImportRun(10);
    TemplateSource source =
        new TemplateSource() {
          @Override
          public OptionalLong count() {
            return OptionalLong.empty();
          }

          @Override
          public Flux<FoundTemplate> templates(Refusals unused) {
            return new GeneratedTemplates(500)
                .templates(unused)
                .doOnNext(
                    each ->
                        furthest.accumulateAndGet(read.incrementAndGet() - run.saved(), Math::max));
          }
        };

    StepVerifier.create(run.run(registry, source, refusals, saved -> {}))
        .expectComplete()
        .verify(PATIENCE);

    assertThat(read).hasValue(500);
    // One batch written, whose commit may not have been counted yet, one collected, one begun.
    assertThat(furthest.get()).isLessThanOrEqualTo(40);
  }

  @Test
  void aVersionThatStandsInABatchWithAnotherBodyIsNamedByItsLine() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("templates.ndjson"),
            """
            {"id":"a","template":"one"}
            {"id":"b","template":"one"}

            {"id":"c","template":"one"}
            {"id":"d","template":"one"}
            {"id":"e","template":"one"}
            {"id":"d","template":"two"}
            """);

    StepVerifier.create(
            new ImportRun(3).run(registry, new TemplateFile(file), refusals, saved -> {}))
        .expectErrorSatisfies(
            error ->
                assertThat(error)
                    .isInstanceOf(InvalidTemplateException.class)
                    .hasMessageStartingWith("Invalid line 7: version 0.1.0 of 'd' stands earlier"))
        .verify(PATIENCE);
    assertThat(registry.count().block(PATIENCE)).isEqualTo(3);
  }

  @Test
  void aVersionThatStandsInABatchWithAnotherBodyIsNamedByItsFile() throws Exception {
    Path folder = Files.createDirectories(directory.resolve("prompts"));
    Files.writeString(folder.resolve("one.yaml"), "id: a\ntemplate: one\n");
    Files.writeString(folder.resolve("two.yaml"), "id: a\ntemplate: two\n");

    StepVerifier.create(
            new ImportRun(3).run(registry, new TemplateFolder(folder), refusals, saved -> {}))
        .expectErrorSatisfies(
            error ->
                assertThat(error)
                    .isInstanceOf(InvalidTemplateException.class)
                    .message()
                    .matches("Invalid (one|two)[.]yaml: version 0.1.0 of 'a' stands earlier .*"))
        .verify(PATIENCE);
  }

  @Test
  void templatesThatAreInAlreadyDoNotShiftTheLines() throws Exception {
    Path first =
        Files.writeString(
            directory.resolve("first.ndjson"), "{\"id\":\"a\",\"template\":\"one\"}\n");
    new ImportRun(1).run(registry, new TemplateFile(first), refusals, saved -> {}).block(PATIENCE);
    Path file =
        Files.writeString(
            directory.resolve("templates.ndjson"),
            """
            {"id":"a","template":"one"}
            {"id":"b","template":"one"}
            {"id":"c","template":"one"}
            {"id":"c","template":"two"}
            """);

    StepVerifier.create(
            new ImportRun(2).run(registry, new TemplateFile(file), refusals, saved -> {}))
        .expectErrorSatisfies(
            error -> assertThat(error).hasMessageStartingWith("Invalid line 4: version"))
        .verify(PATIENCE);
  }
}
