package io.reactiveregistry.webflux;

import java.util.Arrays;

/**
 * A line of a body, without what ends it.
 *
 * @param number counted from 1
 * @param bytes what stands there; nothing when it is too long
 * @param tooLong whether it had more bytes than are taken
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Line(long number, byte[] bytes, boolean tooLong) {

  boolean isBlank() {
    for (byte each : bytes) {
      if (each != ' ' && each != '\t') {
        return false;
      }
    }
    return !tooLong;
  }

  /** Whether it is this marker of YAML: alone, or followed by a blank. */
  boolean isMarker(byte[] marker) {
    int length = marker.length;
    return bytes.length >= length
        && Arrays.equals(bytes, 0, length, marker, 0, length)
        && (bytes.length == length || bytes[length] == ' ' || bytes[length] == '\t');
  }
}
