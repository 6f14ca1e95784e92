package io.reactiveregistry.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import reactor.core.scheduler.Schedulers;

/**
 * Ends the process when the virtual machine is in trouble on any thread. Whoever waits for that
 * thread would otherwise wait for ever.
 */
final class FatalErrors {

  private static final PrintStream ERR = new PrintStream(new FileOutputStream(FileDescriptor.err));

  private FatalErrors() {}

  static void endTheProcess() {
    Schedulers.onHandleError((thread, error) -> endIfFatal(error));
    Thread.setDefaultUncaughtExceptionHandler((thread, error) -> endIfFatal(error));
  }

  /** Halts, since shutting down in order takes the memory that there is not. */
  private static void endIfFatal(Throwable error) {
    if (error instanceof OutOfMemoryError) {
      ERR.println("error: Java has too little memory; give it more, as in 'java -Xmx2g -jar ...'");
      Runtime.getRuntime().halt(ExitCodes.IO);
    } else if (error instanceof VirtualMachineError) {
      ERR.println("error: Java failed: " + error);
      Runtime.getRuntime().halt(ExitCodes.IO);
    }
  }
}
