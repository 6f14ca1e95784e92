package io.reactiveregistry.examples.bulkimport;

import java.util.OptionalLong;
import java.util.function.LongConsumer;

/** Shows how far the import is. */
interface Progress extends LongConsumer, AutoCloseable {

  /**
   * A bar on a terminal, lines elsewhere.
   *
   * @param expected how many templates there will be, if that is known
   */
  static Progress show(OptionalLong expected) {
    return isTerminal() ? new ProgressOnTerminal(expected, System.err) : new ProgressInLines();
  }

  /** Takes how many templates are in. */
  @Override
  void accept(long saved);

  /** Prints a line that stays. */
  void print(String line);

  @Override
  void close();

  @SuppressWarnings("SystemConsoleNull") // null before Java 22, and asked for more from then on
  private static boolean isTerminal() {
    java.io.Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (Boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true; // before Java 22 there is a console only where there is a terminal
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
