package io.reactiveregistry.cli;

import io.reactiveregistry.AuditableRegistry.Finding;
import java.util.List;

/** Ends a command with an exit code, a line that says why, and the items concerned, if any. */
final class CommandFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;
  private final String code;
  private final transient List<Finding> items;

  /**
   * @param exitCode one of {@link ExitCodes}
   * @param code what kind of failure it is, for machines
   * @param message what is wrong and what to do
   */
  CommandFailure(int exitCode, String code, String message) {
    this(exitCode, code, message, List.of());
  }

  /**
   * @param items the items that the command failed for
   */
  CommandFailure(int exitCode, String code, String message, List<Finding> items) {
    super(message);
    this.exitCode = exitCode;
    this.code = code;
    this.items = List.copyOf(items);
  }

  int exitCode() {
    return exitCode;
  }

  String code() {
    return code;
  }

  List<Finding> items() {
    return items;
  }
}
