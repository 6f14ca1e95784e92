package io.reactiveregistry.examples.pipeline;

import io.reactiveregistry.error.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** Events as lines of JSON, read or made as they are asked for. */
final class EventLines {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String[] NAMES = {"Ada", "Grace", "Barbara", "Margaret", "Radia"};
  private static final int ONE_IN = 100;

  private EventLines() {}

  /** Events of a service desk. One in a hundred names a template that nobody has. */
  static Flux<String> generated(int count, long seed) {
    return Flux.defer(
        () -> {
          Random random = new Random(seed);
          return Flux.range(1, count).map(number -> line(number, random));
        });
  }

  private static String line(int number, Random random) {
    String template =
        random.nextInt(ONE_IN) == 0
            ? "support/unknown"
            : PromptTemplates.IDS.get(random.nextInt(PromptTemplates.IDS.size()));
    String name = NAMES[random.nextInt(NAMES.length)];
    return JSON.writeValueAsString(
        Map.of(
            "id",
            "event-" + number,
            "template",
            template,
            "inputs",
            Map.of("name", name, "topic", "ticket " + random.nextInt(10_000))));
  }

  /** The lines of a file; fails with {@link StorageException} when it cannot be read. */
  static Flux<String> of(Path file) {
    return Flux.fromStream(() -> lines(file))
        .onErrorMap(UncheckedIOException.class, error -> unreadable(file, error.getCause()))
        .subscribeOn(Schedulers.boundedElastic()); // files cannot be read without blocking
  }

  @SuppressWarnings("StreamResourceLeak") // closed by the Flux, however that ends
  private static Stream<String> lines(Path file) {
    try {
      return Files.lines(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static StorageException unreadable(Path file, @Nullable Throwable cause) {
    return new StorageException(file.toString(), "read the events", cause);
  }
}
