package io.reactiveregistry.reliability;

import java.util.function.Supplier;

/** How much is done. */
public enum Scale {
  /** What every change has to pass; all experiments together take minutes. */
  SHORT,
  /** What the figures in {@code docs/RELIABILITY.md} are from; hours. */
  LONG;

  /** One of two numbers, or of two of anything. */
  public <T> T choose(T inShort, T inLong) {
    return this == SHORT ? inShort : inLong;
  }

  /** One of two values of which only the chosen one is made. */
  public <T> T choose(Supplier<T> inShort, Supplier<T> inLong) {
    return (this == SHORT ? inShort : inLong).get();
  }
}
