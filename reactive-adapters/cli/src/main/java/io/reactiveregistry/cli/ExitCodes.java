package io.reactiveregistry.cli;

import picocli.CommandLine.ExitCode;

/** How the program tells a shell what became of a command. */
final class ExitCodes {

  static final int OK = ExitCode.OK;
  static final int ITEMS = 1;
  static final int USAGE = ExitCode.USAGE;
  static final int IO = 3;
  static final int INTERRUPTED = 130;

  private ExitCodes() {}
}
