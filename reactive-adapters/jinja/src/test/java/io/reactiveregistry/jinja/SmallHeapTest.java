package io.reactiveregistry.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What would take all time and memory is refused, by a process that has little of either. */
class SmallHeapTest {

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @Test
  void aProcessWith64MegabytesRefusesEveryHostileTemplateAndLives() throws Exception {
    List<String> lines = run("-Xmx64m", "-XX:+ExitOnOutOfMemoryError");

    assertThat(lines)
        .as("lines of the child")
        .contains(
            "refused: " + HostileTemplates.expanding().size(),
            "withheld: " + HostileTemplates.reaching().size(),
            "alive: 2")
        .noneMatch(line -> line.startsWith("NOT "));
    assertThat(slowestMillis(lines)).isLessThanOrEqualTo(HostileTemplatesMain.MOST_MILLIS);
  }

  private static long slowestMillis(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("slowest: "))
        .mapToLong(line -> Long.parseLong(line.substring("slowest: ".length())))
        .findAny()
        .orElseThrow();
  }

  private static List<String> run(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(JAVA));
    command.addAll(List.of(options));
    command.addAll(
        List.of(
            "-cp", System.getProperty("java.class.path"), HostileTemplatesMain.class.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("the child ended").isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output.lines().toList();
  }
}
