package io.reactiveregistry.reliability.load;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** What a child tells its parent, line by line. Thread-safe. */
final class Findings {

  static final String FIGURES = "figures ";
  static final String VIOLATION = "violation ";
  static final String PROGRESS = "progress ";

  /** More of them say nothing new. */
  private static final int MAX_VIOLATIONS = 10;

  private final Consumer<String> lines;
  private final AtomicInteger violations = new AtomicInteger();

  Findings(Consumer<String> lines) {
    this.lines = lines;
  }

  /** Figures for the table. */
  void figures(String text) {
    tell(FIGURES, text);
  }

  /** Something that does not hold. */
  void violation(String text) {
    if (violations.incrementAndGet() <= MAX_VIOLATIONS) {
      tell(VIOLATION, text);
    }
  }

  /** A violation unless this holds. */
  void expect(boolean holds, String violation) {
    if (!holds) {
      violation(violation);
    }
  }

  void progress(String text) {
    tell(PROGRESS, text);
  }

  int violations() {
    return violations.get();
  }

  private void tell(String kind, String text) {
    lines.accept(kind + text.replaceAll("\\R", " "));
  }
}
