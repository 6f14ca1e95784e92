package io.reactiveregistry.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The real Jinja2, run as a process: {@code src/test/python/reference.py}.
 *
 * <p>The environment variable {@code REGISTRY_PYTHON} names the interpreter ({@code python3}
 * otherwise), which needs the packages jinja2 and yaml. Where they are missing the tests are
 * skipped, unless {@code REGISTRY_PYTHON_REQUIRED} is {@code true}.
 */
final class PythonReference {

  private static final Map<String, String> ENVIRONMENT = System.getenv();
  private static final String INTERPRETER = ENVIRONMENT.getOrDefault("REGISTRY_PYTHON", "python3");
  private static final Path SCRIPT = Path.of("src/test/python/reference.py").toAbsolutePath();
  private static final ObjectMapper JSON = new ObjectMapper();

  private PythonReference() {}

  /** What Jinja2 makes of templates: each a text, or an error that begins with {@code !}. */
  static List<String> render(List<TemplateCase> cases) {
    requirePackages();
    StringBuilder input = new StringBuilder();
    cases.forEach(each -> input.append(json(each)).append('\n'));
    List<String> answers = new ArrayList<>();
    run(List.of(INTERPRETER, SCRIPT.toString()), input.toString())
        .lines()
        .forEach(line -> answers.add(answer(line)));
    assertThat(answers).as("answers of Jinja2").hasSameSizeAs(cases);
    return answers;
  }

  private static void requirePackages() {
    try {
      run(List.of(INTERPRETER, "-c", "import jinja2, yaml"), "");
    } catch (AssertionError missing) {
      if ("true".equals(ENVIRONMENT.get("REGISTRY_PYTHON_REQUIRED"))) {
        throw new AssertionError(INTERPRETER + " lacks jinja2 or yaml", missing);
      }
      abort(
          """

          *** SKIPPED: that templates are rendered as by Jinja2 was NOT tested.
          *** %s needs the packages jinja2 and yaml (Debian: python3-jinja2, python3-yaml).
          """
              .formatted(INTERPRETER));
    }
  }

  private static String json(TemplateCase each) {
    try {
      return JSON.writeValueAsString(Map.of("template", each.template(), "inputs", each.inputs()));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static String answer(String line) {
    try {
      JsonNode answer = JSON.readTree(line);
      return answer.has("error") ? "!" + answer.get("error").asText() : answer.get("text").asText();
    } catch (JsonProcessingException e) {
      throw new AssertionError(line, e);
    }
  }

  private static String run(List<String> command, String input) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (var stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ended", command).isTrue();
      assertThat(process.exitValue()).as(output).isZero();
      return output;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
