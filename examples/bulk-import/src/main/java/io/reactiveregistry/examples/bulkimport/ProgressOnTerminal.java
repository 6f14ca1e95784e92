package io.reactiveregistry.examples.bulkimport;

import java.util.OptionalLong;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar that moves. */
final class ProgressOnTerminal implements Progress {

  /** Given, since the library would open the terminal to ask, and take Ctrl-C for itself. */
  private static final int WIDTH = 79;

  private static final String CLEAR_LINE = "\r\u001B[K";

  private final ProgressBar bar;

  ProgressOnTerminal(OptionalLong expected) {
    bar =
        ProgressBar.builder()
            .setTaskName("Importing")
            .setInitialMax(expected.orElse(-1)) // unknown
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(200)
            .showSpeed()
            .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
            .build();
  }

  @Override
  public void accept(long saved) {
    bar.stepTo(saved);
  }

  @Override
  public void print(String line) {
    System.err.println(CLEAR_LINE + line);
  }

  @Override
  public void close() {
    bar.close();
  }
}
