package io.reactiveregistry.reliability.fuzz;

import io.reactiveregistry.codec.StoredInteger;

/** Any bytes as a stored integer: they give one that can be stored, or are refused. */
public final class IntegerTarget {

  private IntegerTarget() {}

  /** Takes the bytes as they are stored. */
  public static void fuzzerTestOneInput(byte[] input) {
    Bounds.keptBy(() -> check(input), input.length);
  }

  private static void check(byte[] input) {
    long value;
    try {
      value = StoredInteger.decode(input);
    } catch (IllegalArgumentException refused) {
      return;
    }
    byte[] encoded = StoredInteger.encode(value);
    Promise.isTrue(encoded.length <= 9, "an integer takes nine bytes at most");
    Promise.areEqual(value, StoredInteger.decode(encoded), "an integer survives being stored");
  }
}
