package io.reactiveregistry.examples.bulkimport;

import picocli.CommandLine.ExitCode;

/** How the program tells a shell what became of the import; the same as the command line's. */
final class ExitCodes {

  static final int OK = ExitCode.OK;
  static final int ITEMS = 1;
  static final int USAGE = ExitCode.USAGE;
  static final int IO = 3;
  static final int INTERRUPTED = 130;

  private ExitCodes() {}
}
