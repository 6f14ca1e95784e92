package io.reactiveregistry.reliability;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A Java virtual machine that may die. It talks by lines on its standard streams; what it says on
 * standard error goes to a file, which is told when it ends in an unexpected way.
 */
public final class ChildJvm implements AutoCloseable {

  private static final int LONGEST_ERRORS = 1_500;

  private final Process process;
  private final BufferedReader output;
  private final PrintWriter input;
  private final Path errors;

  private ChildJvm(Process process, Path errors) {
    this.process = process;
    this.output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8), 1 << 16);
    this.input = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
    this.errors = errors;
  }

  /** Starts preparing a child. */
  public static Builder running(Class<?> mainClass, Path scratch) {
    return new Builder(mainClass, scratch);
  }

  /** The next line it says, or null when it has ended. Blocks. */
  public @Nullable String readLine() throws IOException {
    return output.readLine();
  }

  /** Tells it a line. */
  public void println(String line) {
    input.println(line);
  }

  /** The native process id. */
  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it as {@code kill -9} does. What it said before can still be read. */
  public void kill() {
    // Unlike the process itself, its handle does not close the streams.
    process.toHandle().destroyForcibly();
    process.onExit().join();
  }

  /** Waits for its end; kills it when it takes longer. */
  public End await(Duration limit) throws InterruptedException {
    boolean hung = !process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    if (hung) {
      kill();
    }
    return new End(process.exitValue(), hung);
  }

  /** The beginning of what it said on standard error, for a message about its end. */
  public String errors() throws IOException {
    String all = allErrors();
    return all.length() <= LONGEST_ERRORS ? all : all.substring(0, LONGEST_ERRORS) + " ...";
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  /** All that it said on standard error, however much. */
  public String allErrors() throws IOException {
    return Files.readString(errors, StandardCharsets.UTF_8).strip();
  }

  /**
   * How it ended.
   *
   * @param exitCode what it left; above 128 it was ended by the signal of the rest, as in 128 + 7
   *     for SIGBUS
   * @param hung whether it had to be killed because it did not end
   */
  public record End(int exitCode, boolean hung) {

    /** Whether a signal or an abort ended it although nobody killed it. */
    public boolean crashed() {
      return !hung && exitCode > 128;
    }
  }

  /** What a child is started with. */
  public static final class Builder {

    private final Class<?> mainClass;
    private final Path scratch;
    private final List<String> wrapper = new ArrayList<>();
    private final List<String> options = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();

    private Builder(Class<?> mainClass, Path scratch) {
      this.mainClass = mainClass;
      this.scratch = scratch;
    }

    /** Options of the Java virtual machine, on top of those for a fast start. */
    @CanIgnoreReturnValue
    public Builder options(String... more) {
      options.addAll(List.of(more));
      return this;
    }

    @CanIgnoreReturnValue
    public Builder arguments(Object... more) {
      for (Object argument : more) {
        arguments.add(argument.toString());
      }
      return this;
    }

    /** A command that runs the Java command, for example {@code strace} with its options. */
    @CanIgnoreReturnValue
    public Builder within(String... command) {
      wrapper.addAll(List.of(command));
      return this;
    }

    @CanIgnoreReturnValue
    public Builder environment(String name, String value) {
      environment.put(name, value);
      return this;
    }

    /** Starts it. */
    public ChildJvm start() throws IOException {
      Files.createDirectories(scratch);
      Path errors = Files.createTempFile(scratch, "errors-", ".txt");
      List<String> command = new ArrayList<>(wrapper);
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(
          List.of(
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "-Xshare:auto",
              "-XX:-CreateCoredumpOnCrash",
              "-XX:ErrorFile=/dev/null",
              // A virtual machine that writes no core file leaves 1 when it crashes, like a program
              // that has thrown; this way it is ended by a signal.
              "-XX:OnError=kill -KILL %p",
              // A killed process leaves its copy of the native library behind: in here.
              "-Djava.io.tmpdir=" + scratch,
              "-Dreactor.logging.fallback=JDK"));
      command.addAll(options);
      command.add("-cp");
      command.add(System.getProperty("java.class.path"));
      command.add(mainClass.getName());
      command.addAll(arguments);
      ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
      builder.environment().putAll(environment);
      return new ChildJvm(builder.start(), errors);
    }
  }
}
