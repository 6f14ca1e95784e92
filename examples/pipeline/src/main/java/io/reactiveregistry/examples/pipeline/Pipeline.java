package io.reactiveregistry.examples.pipeline;

import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.jinja.TemplateRenderer;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** The program {@code pipeline}. */
@Command(
    name = "pipeline",
    description =
        "Answers events with a played model and prints a line of JSON for each, then where the time went.")
public final class Pipeline implements Callable<Integer> {

  private static final int IO = 3;
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  /** From this one on, the JDK warns of every first use of {@code sun.misc.Unsafe}. */
  private static final int FIRST_RELEASE_THAT_WARNS = 24;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many events are generated: ${DEFAULT-VALUE}.")
  private int events;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description =
          "Events to be read instead, one on each line: {\"id\", \"template\", \"inputs\"}.")
  private @Nullable Path file;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "16",
      description = "How many events are under way at once: ${DEFAULT-VALUE}.")
  private int concurrency;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "What the events and the model's moods are drawn from: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;

  private Pipeline() {}

  /** Runs the pipeline until there are no more events, and ends the process. */
  public static void main(String[] args) {
    if (Runtime.version().feature() >= FIRST_RELEASE_THAT_WARNS) {
      // jffi and MessagePack have another way, and read these properties when they are first used.
      System.setProperty("jffi.unsafe.disabled", "true");
      System.setProperty("msgpack.universal-buffer", "true");
    }
    // The renderer's library looks for a logger, and complains to the user when there is none.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    System.exit(
        new CommandLine(new Pipeline())
            .setExecutionExceptionHandler((error, command, arguments) -> report(error))
            .execute(args));
  }

  private static int report(Exception error) throws Exception {
    if (error instanceof RegistryException known) {
      System.err.println("error: " + known.getMessage());
      return IO;
    }
    throw error;
  }

  @Override
  public Integer call() throws IOException {
    requirePositive("--events", events);
    requirePositive("--concurrency", concurrency);
    Path store = Files.createTempDirectory("pipeline-store");
    try (Vault templates = Vault.over(LmdbRegistry.builder(store).open()).build();
        TemplateRenderer renderer = TemplateRenderer.create();
        PlayedModel played = PlayedModel.start(seed, PlayedModel.Behaviour.USUAL)) {
      templates.saveBatch(PromptTemplates.all()).block();
      Statistics statistics = new Statistics();
      Model model = new PatientModel(new HttpModel(played.client()), TIMEOUT, statistics::retried);
      run(new PromptPipeline(templates, renderer, model, concurrency, statistics), statistics);
    } finally {
      delete(store);
    }
    return 0;
  }

  private void run(PromptPipeline pipeline, Statistics statistics) {
    long startedAt = System.nanoTime();
    Flux<String> lines = file == null ? EventLines.generated(events, seed) : EventLines.of(file);
    pipeline
        .process(lines)
        // Printing blocks when nobody takes what is printed; nothing is read ahead of it.
        .publishOn(Schedulers.boundedElastic(), 1)
        .doOnNext(result -> System.out.println(result.toLine()))
        .blockLast();
    double seconds = (System.nanoTime() - startedAt) / 1e9;
    System.err.printf(
        Locale.ROOT,
        "%,d events within %.1f s (%,.0f/s), at most %d at once: %,d answered, %,d failed, %,d retries%n",
        statistics.answered() + statistics.failed(),
        seconds,
        (statistics.answered() + statistics.failed()) / seconds,
        concurrency,
        statistics.answered(),
        statistics.failed(),
        statistics.retries());
    System.err.println("Share of the time per step: " + statistics.shares());
  }

  private void requirePositive(String option, int value) {
    if (value < 1) {
      throw new ParameterException(
          spec.commandLine(), "%s must be at least 1, not %d".formatted(option, value));
    }
  }

  private static void delete(Path directory) throws IOException {
    List<Path> contents;
    try (Stream<Path> walk = Files.walk(directory)) {
      contents = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : contents) {
      Files.delete(each);
    }
  }
}
