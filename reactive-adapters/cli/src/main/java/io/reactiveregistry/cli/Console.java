package io.reactiveregistry.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import tools.jackson.databind.json.JsonMapper;

/**
 * The three standard streams, and how the user wants to see things. Output is buffered until {@link
 * #flush} and always UTF-8.
 */
final class Console {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final InputStream in;
  private final Writer out;
  private final PrintWriter outForHelp;
  private final PrintWriter err;
  private boolean outFailed;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description =
          "Print one JSON object; list, versions, labels and watch print one for each item, each on a line of its own. Errors are JSON objects too.")
  private boolean json;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Print stack traces and what the libraries log.")
  private boolean debug;

  Console(InputStream in, OutputStream out, OutputStream err) {
    this.in = in;
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    this.outForHelp = new PrintWriter(this.out);
    this.err = new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true);
  }

  boolean json() {
    return json;
  }

  boolean debug() {
    return debug;
  }

  /** Whether somebody watches: only then is it worth drawing what does not stay. */
  @SuppressWarnings("SystemConsoleNull") // null before Java 22, and asked for more from then on
  boolean interactive() {
    java.io.Console terminal = System.console();
    if (terminal == null || json) {
      return false;
    }
    try {
      return (Boolean) java.io.Console.class.getMethod("isTerminal").invoke(terminal);
    } catch (NoSuchMethodException e) {
      return true; // before Java 22 there is a console only where there is a terminal
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  InputStream in() {
    return in;
  }

  PrintWriter out() {
    return outForHelp;
  }

  PrintWriter err() {
    return err;
  }

  /**
   * Prints text as it is.
   *
   * @throws OutputException when nobody takes it
   */
  void print(String text) {
    try {
      out.write(text);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  void println(String line) {
    print(line + "\n");
  }

  /** Prints a JSON object on a line of its own. */
  void printJson(Object value) {
    println(toJson(value));
  }

  static String toJson(@Nullable Object value) {
    return JSON.writeValueAsString(value);
  }

  /** Writes out what is buffered; throws as {@link #print} does, unless that has failed before. */
  void flush() {
    if (outFailed) {
      return;
    }
    try {
      out.flush();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private OutputException failed(IOException cause) {
    outFailed = true;
    return new OutputException(cause);
  }
}
