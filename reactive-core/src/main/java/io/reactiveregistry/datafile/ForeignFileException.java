package io.reactiveregistry.datafile;

import java.io.IOException;

/** The file is not one of LMDB 0.9 on this kind of machine. The message says what shows it. */
public final class ForeignFileException extends IOException {

  private static final long serialVersionUID = 1L;

  ForeignFileException(String reason) {
    super(reason);
  }
}
