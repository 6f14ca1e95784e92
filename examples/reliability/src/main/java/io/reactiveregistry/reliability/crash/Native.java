package io.reactiveregistry.reliability.crash;

import io.reactiveregistry.reliability.SkippedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands of the system, and programs of ours in C, which are compiled where they run. */
final class Native {

  private Native() {}

  /**
   * Compiles a source that lies beside this class.
   *
   * @param options for the compiler, for example to make a library
   * @throws SkippedException when there is no compiler
   */
  static Path compile(String source, Path directory, String... options)
      throws IOException, SkippedException {
    Path file = directory.resolve(source);
    Path program = directory.resolve(source.replace(".c", ".bin"));
    try (InputStream in = Native.class.getResourceAsStream(source)) {
      if (in == null) {
        throw new IOException("The program was packed without " + source);
      }
      Files.copy(in, file);
    }
    requireCommand("gcc", "a C compiler (apt-get install gcc libc6-dev)");
    List<String> command = new ArrayList<>(List.of("gcc", "-O1", "-w"));
    command.addAll(List.of(options));
    command.addAll(List.of("-o", program.toString(), file.toString(), "-ldl"));
    run(command.toArray(String[]::new));
    return program;
  }

  /**
   * Makes sure that a command exists.
   *
   * @throws SkippedException when it does not, naming what is lacking
   */
  static void requireCommand(String command, String name) throws SkippedException {
    String path = System.getenv().getOrDefault("PATH", "");
    for (String directory : (path + ":/usr/sbin:/sbin").split(":", -1)) {
      if (Files.isExecutable(Path.of(directory, command))) {
        return;
      }
    }
    throw new SkippedException("it needs " + name);
  }

  /** Runs a command and returns what it said. Blocks. */
  static String run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    int exitCode = process.onExit().join().exitValue();
    if (exitCode != 0) {
      throw new IOException(
          "%s ended with %d: %s".formatted(String.join(" ", command), exitCode, output));
    }
    return output;
  }

  /** As {@link #run}, where an error has to travel through code that knows none. */
  static void runUnchecked(String... command) {
    try {
      String unused = run(command);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
