package io.reactiveregistry.cli;

import io.reactiveregistry.AuditableRegistry.Finding;
import io.reactiveregistry.error.ChangesCompactedException;
import io.reactiveregistry.error.ConflictException;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.LabelledVersionException;
import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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

  /** Errors of what was asked for; all others are of the store. */
  private static final Set<Class<?>> ABOUT_ITEMS =
      Set.of(
          TemplateNotFoundException.class,
          InvalidTemplateException.class,
          ConflictException.class,
          LabelledVersionException.class,
          ChangesCompactedException.class);

  private final Console console;

  private record Failure(String code, String message, List<Findings.Item> failures) {}

  ErrorHandler(Console console) {
    this.console = console;
  }

  @Override
  public int handleParseException(ParameterException error, String[] args) {
    // What is wrong with a group of options begins in another way than all else.
    String message = String.valueOf(error.getMessage()).replaceFirst("^Error: ", "");
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
    if (error instanceof OutputException output && output.isOfBrokenPipe()) {
      return ExitCodes.OK; // as with "| head": the reader has what it wanted
    }
    List<Finding> items = error instanceof CommandFailure failure ? failure.items() : List.of();
    if (console.json()) {
      printJson(code(error), ErrorMessages.of(error), items);
    } else {
      Findings.print(console, items.size(), items);
      console.err().println("error: " + ErrorMessages.of(error));
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

  private static int exitCode(Throwable error) {
    if (error instanceof CommandFailure failure) {
      return failure.exitCode();
    }
    return ABOUT_ITEMS.contains(error.getClass()) ? ExitCodes.ITEMS : ExitCodes.IO;
  }

  /** {@code template-not-found} for a TemplateNotFoundException. */
  private static String code(Throwable error) {
    if (error instanceof CommandFailure failure) {
      return failure.code();
    }
    if (!(error instanceof RegistryException)) {
      return ErrorMessages.isIo(error) ? "io" : "unexpected";
    }
    return error
        .getClass()
        .getSimpleName()
        .replaceAll("Exception$", "")
        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }
}
