package io.reactiveregistry.lmdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The Python side of a store, run as a process: {@code src/test/python/original.py}.
 *
 * <p>The environment variable {@code REGISTRY_PYTHON} names the interpreter ({@code python3}
 * otherwise), which needs the packages lmdb and msgpack. Where they are missing the tests are
 * skipped, unless {@code REGISTRY_PYTHON_REQUIRED} is {@code true}.
 */
final class PythonOriginal {

  private static final Map<String, String> ENVIRONMENT = System.getenv();
  private static final String INTERPRETER = ENVIRONMENT.getOrDefault("REGISTRY_PYTHON", "python3");
  private static final Path SCRIPT = Path.of("src/test/python/original.py").toAbsolutePath();

  private final Path store;

  private PythonOriginal(Path store) {
    this.store = store;
  }

  static PythonOriginal at(Path store) {
    try {
      run(List.of(INTERPRETER, "-c", "import lmdb, msgpack"), "");
    } catch (IOException | AssertionError missing) {
      if ("true".equals(ENVIRONMENT.get("REGISTRY_PYTHON_REQUIRED"))) {
        throw new AssertionError(INTERPRETER + " lacks lmdb or msgpack", missing);
      }
      abort(
          """

          *** SKIPPED: interoperability with the Python original was NOT tested.
          *** %s needs the packages lmdb and msgpack (Debian: python3-lmdb, python3-msgpack).
          """
              .formatted(INTERPRETER));
    }
    return new PythonOriginal(store);
  }

  void save(String... templatesAsJson) {
    script("save", String.join("\n", templatesAsJson) + "\n");
  }

  void delete(String... ids) {
    script("delete", String.join("\n", ids) + "\n");
  }

  /** Everything in the store, a line of JSON each. */
  List<String> dump() {
    return script("dump", "").lines().toList();
  }

  private String script(String command, String input) {
    try {
      return run(List.of(INTERPRETER, SCRIPT.toString(), command, store.toString()), input);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String run(List<String> command, String input) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ended", command).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }
}
