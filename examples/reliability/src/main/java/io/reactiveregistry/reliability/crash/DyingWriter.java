package io.reactiveregistry.reliability.crash;

import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.reliability.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One store that is written by child after child, each of which dies and leaves it to the next one,
 * which tells what it finds.
 */
final class DyingWriter {

  private static final Duration SLOWEST_OPENING = Duration.ofSeconds(1);

  private final Path store;
  private final Path scratch;
  private final Ledger ledger;
  private final @Nullable FollowedChanges followed;
  private int underWay;
  private long slowestOpeningNanos;
  private int deaths;
  private boolean lost;

  DyingWriter(Path store, Path scratch, long seed) {
    this(store, scratch, seed, null);
  }

  /**
   * Each child follows the changes too.
   *
   * @param followed gets what they are told; null when none of them follows
   */
  DyingWriter(Path store, Path scratch, long seed, @Nullable FollowedChanges followed) {
    this.store = store;
    this.followed = followed;
    this.scratch = scratch;
    this.ledger = new Ledger(seed, scratch.resolve("expected.txt"));
  }

  long acknowledged() {
    return ledger.total();
  }

  /** How many units the store was found to hold at last. */
  int units() {
    return ledger.next() - 1;
  }

  int deaths() {
    return deaths;
  }

  /** Whether something acknowledged was missing, or part of a unit was there. */
  boolean hasLost() {
    return lost;
  }

  Duration slowestOpening() {
    return Duration.ofNanos(slowestOpeningNanos);
  }

  /**
   * Lets a child open the store, compares what it finds, lets it write, and ends it.
   *
   * @return what is wrong, or null
   */
  @Nullable String live(WriterOptions options, Death death) throws IOException {
    try (ChildJvm child =
        ChildJvm.running(WriterMain.class, scratch)
            .arguments(store, ledger.seed())
            .arguments(options.arguments().toArray())
            .start()) {
      CompletableFuture<Void> struck = new CompletableFuture<>();
      if (death.whileOpening()) {
        strike(child, death, struck);
      }
      Protocol.Greeting greeting = Protocol.greeting(child);
      @Nullable String wrong =
          greeting.complete() ? check(greeting) : prematureEnd(child, death.whileOpening());
      if (wrong == null && greeting.complete()) {
        child.println(
            followed == null ? "" + ledger.next() : ledger.next() + " " + followed.resume());
        int first = hear(child);
        if (first > 0 && !death.whileOpening()) {
          strike(child, death, struck);
        }
        underWay = options.window() + 1;
        hearAll(child);
        wrong = first == 0 && !death.whileOpening() ? prematureEnd(child, false) : null;
      }
      if (wrong == null) {
        struck.join();
        deaths++;
      }
      return wrong;
    }
  }

  /** Lets a last child tell what is there. */
  @Nullable String check(WriterOptions options) throws IOException {
    try (ChildJvm child =
        ChildJvm.running(WriterMain.class, scratch)
            .arguments(store, ledger.seed())
            .arguments(options.arguments().toArray())
            .start()) {
      Protocol.Greeting greeting = Protocol.greeting(child);
      return greeting.complete() ? check(greeting) : prematureEnd(child, false);
    }
  }

  private @Nullable String check(Protocol.Greeting greeting) throws IOException {
    slowestOpeningNanos = Math.max(slowestOpeningNanos, greeting.openingNanos());
    @Nullable String wrong = ledger.settle(greeting.state(), underWay);
    underWay = 0;
    lost |= wrong != null;
    if (wrong == null && greeting.openingNanos() > SLOWEST_OPENING.toNanos()) {
      return "opening took %d ms".formatted(greeting.openingNanos() / 1_000_000);
    }
    return wrong;
  }

  private static @Nullable String prematureEnd(ChildJvm child, boolean expected)
      throws IOException {
    return expected ? null : "the child ended on its own: " + child.errors();
  }

  private int hear(ChildJvm child) throws IOException {
    int number = Protocol.acknowledged(child, this::told);
    ledger.acknowledge(number);
    return number;
  }

  private void told(TemplateChange change) {
    if (followed != null) {
      followed.hear(change);
    }
  }

  private void hearAll(ChildJvm child) throws IOException {
    while (hear(child) != 0) {
      // until it is dead and all it said before has been heard
    }
  }

  private static void strike(ChildJvm child, Death death, CompletableFuture<Void> struck) {
    Executor later =
        CompletableFuture.delayedExecutor(death.after().toNanos(), TimeUnit.NANOSECONDS);
    CompletableFuture<Void> unused =
        CompletableFuture.runAsync(() -> death.blow().strike(child), later)
            .whenComplete(
                (nothing, error) -> {
                  if (error == null) {
                    struck.complete(null);
                  } else {
                    struck.completeExceptionally(error);
                    child.close();
                  }
                });
  }

  /**
   * When and how a child dies.
   *
   * @param whileOpening whether the time begins with its start, and not with its first
   *     acknowledgement
   */
  record Death(boolean whileOpening, Duration after, Blow blow) {}

  /** What ends a child. */
  @FunctionalInterface
  interface Blow {

    /** Kills the child, and possibly more. */
    void strike(ChildJvm child);
  }
}
