package io.reactiveregistry.cli;

import static io.reactiveregistry.cli.Run.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the README work, one after the other. */
@Timeout(60)
class ReadmeCommandsTest {

  private static final Path README = Path.of("../../README.md");
  private static final Set<String> PATHS =
      Set.of(
          "prompts",
          "prompt-store",
          "prompt-store-2",
          "greeting.yaml",
          "monday",
          "exported",
          "new-store");

  @TempDir private Path directory;

  @BeforeEach
  void writeTheFilesThatItNames() throws IOException {
    Path prompts = Files.createDirectory(directory.resolve("prompts"));
    Files.writeString(prompts.resolve("a.yaml"), yaml("support/greeting", "1.0.0", "Hello"));
    Files.writeString(
        directory.resolve("greeting.yaml"), yaml("support/greeting", "1.1.0", "Hello again"));
  }

  private static List<String> commands() throws IOException {
    Matcher block =
        Pattern.compile("(?s)```\nalias registry=.*?\n(.*?)```").matcher(Files.readString(README));
    assertThat(block.find()).isTrue();
    return block.group(1).lines().map(line -> line.replaceFirst(" *#.*", "")).toList();
  }

  private String[] arguments(String command) {
    return Arrays.stream(command.split(" ")).skip(1).map(this::resolve).toArray(String[]::new);
  }

  private String resolve(String argument) {
    return PATHS.contains(argument) ? directory.resolve(argument).toString() : argument;
  }

  @Test
  void everyCommandDoesWhatItSays() throws IOException {
    List<String> commands = commands();

    assertThat(commands).hasSizeGreaterThan(15);
    for (String command : commands) {
      assertThat(run(arguments(command)))
          .as(command)
          .isEqualTo(command.startsWith("registry diff ") ? 1 : 0);
    }
  }

  private static List<String> namesInTheHelp() {
    String help = Run.of("--help").out();
    String commands = help.substring(help.indexOf("Commands:"), help.indexOf("Exit codes:"));
    List<String> names =
        Pattern.compile("(?m)^  ([a-z]+) ")
            .matcher(commands)
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(names).contains("migrate", "versions", "export");
    return names;
  }

  private static int run(String... arguments) {
    boolean endless = arguments[0].equals("watch");
    return RegistryCli.run(
        InputStream.nullInputStream(),
        endless ? new NobodyReads() : new ByteArrayOutputStream(),
        new ByteArrayOutputStream(),
        arguments);
  }

  private static final class NobodyReads extends OutputStream {

    @Override
    public void write(int b) throws IOException {
      throw new IOException("Broken pipe");
    }
  }

  @Test
  void everyCommandOfTheProgramIsThere() throws IOException {
    List<String> shown = commands().stream().map(command -> command.split(" ", -1)[1]).toList();

    assertThat(shown).containsAll(namesInTheHelp());
  }
}
