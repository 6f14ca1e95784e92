package io.reactiveregistry.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/** What the program prints is not taken. */
final class OutputException extends UncheckedIOException {

  private static final long serialVersionUID = 1L;

  OutputException(IOException cause) {
    super(cause.getMessage(), cause);
  }

  /** Whether there is nobody any more who reads it. Java says so in the message alone. */
  boolean isOfBrokenPipe() {
    return String.valueOf(getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
  }
}
