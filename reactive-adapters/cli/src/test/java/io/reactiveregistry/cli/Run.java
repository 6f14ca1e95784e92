package io.reactiveregistry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.stream.Stream;

/** One run of the program, in this process. */
record Run(int exitCode, String out, String err) {

  static Run of(Object... args) {
    return withInput("", args);
  }

  static Run withInput(String input, Object... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        RegistryCli.run(
            new ByteArrayInputStream(input.getBytes(UTF_8)),
            out,
            err,
            Stream.of(args).map(Object::toString).toArray(String[]::new));
    return new Run(exitCode, out.toString(UTF_8), err.toString(UTF_8));
  }

  /** Puts one document into a store. */
  static void put(Path store, String yaml) {
    Run put = withInput(yaml, "put", store, "-");
    if (put.exitCode() != 0) {
      throw new AssertionError(put);
    }
  }

  static String yaml(String id, String version, String text) {
    return "id: %s\nversion: %s\ntemplate: %s\n".formatted(id, version, text);
  }
}
