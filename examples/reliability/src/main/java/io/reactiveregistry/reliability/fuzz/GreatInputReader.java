package io.reactiveregistry.reliability.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;

/** Reads great inputs, in a process whose heap is small: one line before each, one after it. */
final class GreatInputReader {

  /** The argument for the control. */
  static final String CONTROL = "control";

  /** What an input may take. */
  static final long MOST_MILLIS = 1_000;

  /** Classes are loaded and compiled in the first one. */
  private static final int ATTEMPTS = 3;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private GreatInputReader() {}

  /** Without arguments all inputs, with {@value #CONTROL} the one that must not be readable. */
  public static void main(String[] arguments) {
    List<GreatInput> inputs =
        arguments.length == 0 ? GreatInput.all() : List.of(GreatInput.promisingMore());
    for (GreatInput input : inputs) {
      System.out.println("%s of %s".formatted(input.target().label(), input.label()));
      System.out.println(fastestMillis(input));
    }
  }

  private static long fastestMillis(GreatInput input) {
    byte[] bytes = input.bytes().get();
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < ATTEMPTS && fastest >= MOST_MILLIS; i++) {
      long nanos = THREADS.getCurrentThreadCpuTime();
      input.target().read(bytes);
      fastest = Math.min(fastest, (THREADS.getCurrentThreadCpuTime() - nanos) / 1_000_000);
    }
    return fastest;
  }
}
