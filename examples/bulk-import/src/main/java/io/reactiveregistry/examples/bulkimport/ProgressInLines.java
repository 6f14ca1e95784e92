package io.reactiveregistry.examples.bulkimport;

import java.util.Locale;

/** A line a second, for logs. */
final class ProgressInLines implements Progress {

  private static final long INTERVAL_NANOS = 1_000_000_000;

  private long toldAt = System.nanoTime();

  @Override
  public synchronized void accept(long saved) {
    long now = System.nanoTime();
    if (now - toldAt >= INTERVAL_NANOS) {
      toldAt = now;
      print(String.format(Locale.ROOT, "%,d templates are in", saved));
    }
  }

  @Override
  public void print(String line) {
    System.err.println(line);
  }

  @Override
  public void close() {
    // Nothing is left on the screen.
  }
}
