package io.reactiveregistry.codec;

import java.io.IOException;

/** The bytes are not a record. The message says why, in words that suit any record. */
final class MalformedRecordException extends IOException {

  private static final long serialVersionUID = 1L;

  MalformedRecordException(String reason) {
    super(reason);
  }
}
