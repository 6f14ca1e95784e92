package io.reactiveregistry.examples.bulkimport;

import io.reactiveregistry.error.ConflictException;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.RegistryException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import reactor.core.Exceptions;
import reactor.core.scheduler.Schedulers;

/** Turns whatever goes wrong into one line and an exit code. */
final class ErrorLines implements IParameterExceptionHandler, IExecutionExceptionHandler {

  @Override
  public int handleParseException(ParameterException error, String[] args) {
    PrintWriter err = error.getCommandLine().getErr();
    // What is wrong with a group of options begins in another way than all else.
    err.println("error: " + String.valueOf(error.getMessage()).replaceFirst("^Error: ", ""));
    UnmatchedArgumentException.printSuggestions(error, err);
    err.println("Try --help.");
    err.flush();
    return ExitCodes.USAGE;
  }

  @Override
  public int handleExecutionException(
      Exception thrown, CommandLine commandLine, ParseResult parseResult) {
    Throwable error = Exceptions.unwrap(thrown);
    PrintWriter err = commandLine.getErr();
    if (error instanceof RegistryException known) {
      err.println("error: " + known.getMessage());
    } else {
      err.println("error: This is a defect of the program:");
      error.printStackTrace(err);
    }
    err.flush();
    return error instanceof InvalidTemplateException || error instanceof ConflictException
        ? ExitCodes.ITEMS
        : ExitCodes.IO;
  }

  /**
   * Ends the process when there is no memory left on any thread. Whoever waits for that thread
   * would otherwise wait for ever.
   */
  static void endWithoutMemory() {
    Schedulers.onHandleError((thread, error) -> endIfWithoutMemory(error));
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, error) -> {
          endIfWithoutMemory(error);
          System.err.println("error: The thread %s failed: %s".formatted(thread, error));
        });
  }

  private static void endIfWithoutMemory(Throwable error) {
    if (error instanceof VirtualMachineError) {
      System.err.println(
          "error: Java has too little memory (%s); give it more with -Xmx, or make the batches smaller"
              .formatted(error));
      // Shutting down in order takes the memory that there is not.
      Runtime.getRuntime().halt(ExitCodes.IO);
    }
  }
}
