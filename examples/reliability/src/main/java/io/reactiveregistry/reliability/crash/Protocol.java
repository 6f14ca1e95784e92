package io.reactiveregistry.reliability.crash;

import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.reliability.ChildJvm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The lines in which a child that writes, or follows what is written, talks to its parent. */
final class Protocol {

  private static final String OPENED = "opened ";
  private static final String STATE = "state ";
  private static final String READY = "ready";
  private static final String ACK = "ack ";
  private static final String CHANGE = "change ";

  private Protocol() {}

  // What the child says.

  static void opened(long nanos) {
    say(OPENED + nanos);
  }

  static void state(String line) {
    say(STATE + line);
  }

  static void ready() {
    say(READY);
  }

  static void acknowledge(int number) {
    say(ACK + number);
  }

  static void tell(TemplateChange change) {
    say(CHANGE + ChangeLine.of(change));
  }

  static void fail(Throwable error) {
    error.printStackTrace();
    Runtime.getRuntime().halt(1);
  }

  private static void say(String line) {
    System.out.println(line);
    if (System.out.checkError()) {
      Runtime.getRuntime().halt(1); // nobody listens any more
    }
  }

  // What the parent hears.

  /** What the child says before it writes; its opening is null when it dies before. */
  static Greeting greeting(ChildJvm child) throws IOException {
    long openingNanos = 0;
    List<String> state = new ArrayList<>();
    for (String line = child.readLine(); line != null; line = child.readLine()) {
      if (line.startsWith(OPENED)) {
        openingNanos = Long.parseLong(line.substring(OPENED.length()));
      } else if (line.startsWith(STATE)) {
        state.add(line.substring(STATE.length()));
      } else if (line.equals(READY)) {
        return new Greeting(true, openingNanos, state);
      }
    }
    return new Greeting(false, openingNanos, state);
  }

  /**
   * The number of the next unit that the child acknowledges, or 0 when it has ended.
   *
   * @param told gets the changes that it tells meanwhile
   */
  static int acknowledged(ChildJvm child, Consumer<TemplateChange> told) throws IOException {
    for (String line = child.readLine(); line != null; line = child.readLine()) {
      // Death may cut a number short, which then is smaller than the true one.
      if (line.startsWith(ACK) && line.length() > ACK.length()) {
        return Integer.parseInt(line.substring(ACK.length()));
      }
      TemplateChange change = change(line);
      if (change != null) {
        told.accept(change);
      }
    }
    return 0;
  }

  /** The next change that the child tells, or null when it has ended. */
  static @Nullable TemplateChange change(ChildJvm child) throws IOException {
    for (String line = child.readLine(); line != null; line = child.readLine()) {
      TemplateChange change = change(line);
      if (change != null) {
        return change;
      }
    }
    return null;
  }

  private static @Nullable TemplateChange change(String line) {
    return line.startsWith(CHANGE) ? ChangeLine.parse(line.substring(CHANGE.length())) : null;
  }

  /**
   * What a child says before it writes.
   *
   * @param complete whether it lived long enough to say all of it
   */
  record Greeting(boolean complete, long openingNanos, List<String> state) {}
}
