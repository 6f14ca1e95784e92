package io.reactiveregistry.json;

/**
 * A line, without what ends it.
 *
 * @param number counted from 1
 * @param bytes what stands there; nothing when it is too long
 * @param tooLong whether it had more bytes than are taken
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Line(long number, byte[] bytes, boolean tooLong) {

  /** Whether it holds spaces and tabs at most. */
  public boolean isBlank() {
    for (byte each : bytes) {
      if (each != ' ' && each != '\t') {
        return false;
      }
    }
    return !tooLong;
  }
}
