package io.reactiveregistry.reliability.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Inputs that are worth trying in every build, one a line in a file for each target: {@code hex
 * 81a1} are bytes, {@code text a\nb} is UTF-8 with the escapes of Java, and what follows a {@code
 * #} at the start of a line is a comment.
 */
final class Corpus {

  private static final String HEX = "hex ";
  private static final String TEXT = "text ";

  private Corpus() {}

  static List<byte[]> of(Target target) {
    String name = target.label() + ".txt";
    List<byte[]> inputs = new ArrayList<>();
    for (String line : read(name).lines().toList()) {
      if (line.startsWith(HEX)) {
        inputs.add(HexFormat.of().parseHex(line.substring(HEX.length()).replace(" ", "")));
      } else if (line.startsWith(TEXT)) {
        inputs.add(line.substring(TEXT.length()).translateEscapes().getBytes(UTF_8));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        throw new IllegalStateException("%s has a line of no known kind: %s".formatted(name, line));
      }
    }
    return inputs;
  }

  /** Writes each input into a file of its own, as fuzzers like it. */
  static void unpack(Target target, Path directory) throws IOException {
    Files.createDirectories(directory);
    int number = 0;
    for (byte[] input : of(target)) {
      Files.write(directory.resolve("corpus-%04d".formatted(number++)), input);
    }
  }

  private static String read(String name) {
    try (InputStream in = Corpus.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("There is no corpus " + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
