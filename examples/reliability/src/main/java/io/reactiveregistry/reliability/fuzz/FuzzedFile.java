package io.reactiveregistry.reliability.fuzz;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Bytes as a data file. When they begin with a zero they are the file; otherwise they are changes
 * of a real one: three bytes of place, one of length, and as many new bytes; a length of zero cuts
 * the file there.
 */
final class FuzzedFile {

  /** A real store of about 20 pages, with a tree of two levels and a record of several pages. */
  private static final byte[] STORE = store();

  static final int LENGTH = STORE.length;

  private FuzzedFile() {}

  static void write(byte[] input, Path file) {
    try {
      Files.write(file, of(input));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] of(byte[] input) {
    return input.length > 0 && input[0] == 0
        ? Arrays.copyOfRange(input, 1, input.length)
        : changed(input);
  }

  private static byte[] changed(byte[] input) {
    byte[] file = STORE.clone();
    for (int i = 0; i + 4 <= input.length; ) {
      int place = ((input[i] & 0xFF) << 16) | ((input[i + 1] & 0xFF) << 8) | (input[i + 2] & 0xFF);
      int at = place % Math.max(1, file.length);
      int length = Math.min(input[i + 3] & 0xFF, Math.min(input.length - i - 4, file.length - at));
      if (input[i + 3] == 0) {
        file = Arrays.copyOf(file, at);
      }
      System.arraycopy(input, i + 4, file, at, length);
      i += 4 + length;
    }
    return file;
  }

  private static byte[] store() {
    Path directory = ScratchStore.create();
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      registry
          .saveBatch(
              IntStream.range(0, 60)
                  .mapToObj(i -> TemplateSpec.builder("template-" + i).template("x".repeat(i * 9)))
                  .map(TemplateSpec.Builder::build)
                  .toList())
          .block();
      registry.save(TemplateSpec.builder("great").template("y".repeat(9_000)).build()).block();
      registry.delete("template-7").block();
    }
    try {
      return Files.readAllBytes(directory.resolve("data.mdb"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
