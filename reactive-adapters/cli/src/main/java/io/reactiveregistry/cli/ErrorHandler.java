package io.reactiveregistry.cli;

import io.reactiveregistry.AuditableRegistry.Finding;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import reactor.core.Exceptions;

/** Turns whatever goes wrong into one line, or one JSON object, and an exit code. */
final class ErrorHandler implements IParameterExceptionHandler, IExecutionExceptionHandler {

  private final Console console;

  private record Failure(String code, String message, List<Findings.Item> failures) {}

  ErrorHandler(Console console) {
    this.console = console;
  }

  @Override
  public int handleParseException(ParameterException error, String[] args) {
    String message = String.valueOf(error.getMessage());
    CommandLine command = error.getCommandLine();
    // The option may stand behind the one that is wrong, and was not seen then.
    if (console.json() || Arrays.asList(args).contains("--json")) {
      printJson("usage", message, List.of());
      return ExitCodes.USAGE;
    }
    PrintWriter err = console.err();
    err.println("error: " + message);
    UnmatchedArgumentException.printSuggestions(error, err);
    err.println("Try '%s --help'.".formatted(command.getCommandSpec().qualifiedName()));
    err.flush();
    return ExitCodes.USAGE;
  }

  @Override
  public int handleExecutionException(
      Exception error, CommandLine commandLine, ParseResult parseResult) {
    return report(error);
  }

  /** Prints the error; returns the exit code. */
  int report(Exception thrown) {
    Throwable error = Exceptions.unwrap(thrown);
    if (error instanceof CancellationException) {
      return ExitCodes.INTERRUPTED; // whoever cancelled has told the user
    }
    if (isBrokenPipe(error)) {
      return ExitCodes.OK; // as with "| head": the reader has what it wanted
    }
    List<Finding> items = error instanceof CommandFailure failure ? failure.items() : List.of();
    if (console.json()) {
      printJson(code(error), message(error), items);
    } else {
      Findings.print(console, items.size(), items);
      console.err().println("error: " + message(error));
    }
    if (console.debug()) {
      error.printStackTrace(console.err());
    }
    return exitCode(error);
  }

  private void printJson(String code, String message, List<Finding> items) {
    Failure failure = new Failure(code, message, Findings.toJson(items));
    console.err().println(Console.toJson(Map.of("error", failure)));
  }

  private static boolean isBrokenPipe(Throwable error) {
    return error instanceof UncheckedIOException io
        && io.getCause() != null
        && String.valueOf(io.getCause().getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
  }

  private static int exitCode(Throwable error) {
    if (error instanceof CommandFailure failure) {
      return failure.exitCode();
    }
    return error instanceof TemplateNotFoundException || error instanceof InvalidTemplateException
        ? ExitCodes.ITEMS
        : ExitCodes.IO;
  }

  /** {@code template-not-found} for a TemplateNotFoundException. */
  private static String code(Throwable error) {
    if (error instanceof CommandFailure failure) {
      return failure.code();
    }
    if (!(error instanceof RegistryException)) {
      return isIo(error) ? "io" : "unexpected";
    }
    return error
        .getClass()
        .getSimpleName()
        .replaceAll("Exception$", "")
        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }

  private static String message(Throwable error) {
    String message = error.getMessage() == null ? error.toString() : error.getMessage();
    if (error instanceof TemplateNotFoundException absent) {
      return absent.version() == null
          ? "No template has the id '%s'; 'registry list' names those that exist"
              .formatted(absent.id())
          : "Template '%s' has no version '%s'; 'registry versions' names those that exist"
              .formatted(absent.id(), absent.version());
    }
    if (error instanceof RegistryException || error instanceof CommandFailure) {
      return message;
    }
    if (isIo(error)) {
      return "Input or output failed: " + message;
    }
    return "This is a defect of the program (%s); run it again with --debug and report what it prints"
        .formatted(error);
  }

  private static boolean isIo(Throwable error) {
    return error instanceof IOException || error instanceof UncheckedIOException;
  }
}
