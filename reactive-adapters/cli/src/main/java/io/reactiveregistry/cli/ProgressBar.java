package io.reactiveregistry.cli;

import io.reactiveregistry.migration.MigrationProgress;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Consumer;

/** Draws progress on one line of a terminal, and takes it away when closed. */
final class ProgressBar implements Consumer<MigrationProgress>, AutoCloseable {

  private static final int WIDTH = 30;
  private static final long REDRAW_NANOS = 100_000_000;

  private final PrintWriter terminal;
  private final boolean visible;
  private final long startedAt = System.nanoTime();
  private long drawnAt = startedAt - REDRAW_NANOS;
  private int drawnLength;

  ProgressBar(PrintWriter terminal, boolean visible) {
    this.terminal = terminal;
    this.visible = visible;
    if (visible) {
      draw("Looking at what is there ...");
    }
  }

  @Override
  public void accept(MigrationProgress progress) {
    show(progress.examined(), progress.total());
  }

  /** Draws how much of how much is done, unless it has just been drawn. */
  synchronized void show(long done, long total) {
    long now = System.nanoTime();
    if (visible && now - drawnAt >= REDRAW_NANOS) {
      drawnAt = now;
      draw(line(done, total, now - startedAt));
    }
  }

  private static String line(long count, long total, long elapsedNanos) {
    // More templates than counted at first may have come since.
    double done = total == 0 ? 1 : Math.min(1.0, (double) count / total);
    int filled = (int) (done * WIDTH);
    return String.format(
        Locale.ROOT,
        "[%s%s] %3.0f%%  %,d of %,d  %,.0f/s",
        "#".repeat(filled),
        "-".repeat(WIDTH - filled),
        done * 100,
        count,
        total,
        count * 1e9 / Math.max(1, elapsedNanos));
  }

  private void draw(String line) {
    terminal.print("\r" + line + " ".repeat(Math.max(0, drawnLength - line.length())));
    terminal.flush();
    drawnLength = line.length();
  }

  @Override
  public synchronized void close() {
    if (drawnLength > 0) {
      draw("");
      terminal.print("\r");
      terminal.flush();
    }
  }
}
