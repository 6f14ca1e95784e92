package io.reactiveregistry.reliability.crash;

import io.reactiveregistry.error.TemplateNotFoundException;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The child whose calls are recorded: makes a store, and writes units into it. Before the first one
 * and after each it writes a number into a file that stands in the record too.
 */
final class RecordedMain {

  /** Units that may be under way at once. */
  static final int WINDOW = 3;

  private RecordedMain() {}

  public static void main(String[] arguments) throws IOException {
    Path store = Path.of(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    int units = Integer.parseInt(arguments[2]);
    try (RandomAccessFile acknowledged =
            new RandomAccessFile(store.resolveSibling("acknowledged").toFile(), "rw");
        LmdbRegistry registry = LmdbRegistry.builder(store).open()) {
      mark(acknowledged, 0);
      Flux.range(1, units)
          .flatMap(number -> write(registry, seed, number), WINDOW)
          .doOnNext(number -> mark(acknowledged, number))
          .blockLast();
    }
  }

  private static Mono<Integer> write(LmdbRegistry registry, long seed, int number) {
    return WriteUnit.of(seed, number)
        .write(registry)
        .map(commit -> number)
        .onErrorResume(TemplateNotFoundException.class, refused -> Mono.just(number));
  }

  private static void mark(RandomAccessFile file, int number) {
    try {
      file.write(Integer.toString(number).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
