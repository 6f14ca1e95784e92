package io.reactiveregistry.examples.bulkimport;

import java.io.PrintStream;
import java.util.OptionalLong;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar that moves. */
final class ProgressOnTerminal implements Progress {

  /** Given, since the library would open the terminal to ask, and take Ctrl-C for itself. */
  static final int WIDTH = 79;

  private static final String CLEAR_LINE = "\r\u001B[K";

  private final PrintStream terminal;
  private final BarLine line;
  private final ProgressBar bar;

  /**
   * @param terminal where the bar is drawn
   */
  ProgressOnTerminal(OptionalLong expected, PrintStream terminal) {
    this.terminal = terminal;
    line = new BarLine(terminal);
    bar =
        ProgressBar.builder()
            .setTaskName("Importing")
            .setInitialMax(expected.orElse(-1)) // unknown
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(200)
            .showSpeed()
            .setConsumer(line)
            .build();
  }

  @Override
  public void accept(long saved) {
    bar.stepTo(saved);
  }

  @Override
  public void print(String line) {
    terminal.println(CLEAR_LINE + line);
  }

  @Override
  public void close() {
    bar.close();
    line.close();
  }

  /**
   * The line with the bar. The library does not end it when it is closed before its first frame.
   */
  private static final class BarLine extends ConsoleProgressBarConsumer {

    private boolean ended;

    BarLine(PrintStream terminal) {
      super(terminal, WIDTH);
    }

    @Override
    public synchronized void close() {
      if (!ended) {
        ended = true;
        super.close();
      }
    }
  }
}
