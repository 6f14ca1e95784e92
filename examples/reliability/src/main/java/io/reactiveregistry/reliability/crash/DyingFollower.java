package io.reactiveregistry.reliability.crash;

import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.reliability.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A subscriber in a process of its own, which is killed and started again. */
final class DyingFollower {

  private static final int OPENING_MILLIS = 500;
  private static final int FOLLOWING_MILLIS = 300;
  private static final int MOST_AT_ONCE = 64;

  private final Path store;
  private final Path scratch;
  private final RandomGenerator random;
  private final FollowedChanges followed;
  private int deaths;

  DyingFollower(Path store, Path scratch, RandomGenerator random, FollowedChanges followed) {
    this.store = store;
    this.scratch = scratch;
    this.random = random;
    this.followed = followed;
  }

  int deaths() {
    return deaths;
  }

  /**
   * Lives and dies until the writers are done.
   *
   * @return what is wrong, or null
   */
  @Nullable String follow(CompletableFuture<?> writers) throws IOException {
    while (!writers.isDone()) {
      try (ChildJvm child =
          ChildJvm.running(FollowerMain.class, scratch)
              .arguments(store, random.nextBoolean(), 1 + random.nextInt(MOST_AT_ONCE))
              .arguments(followed.resume())
              .start()) {
        CompletableFuture<?> unused = writers.whenComplete((nothing, error) -> child.kill());
        boolean whileOpening = random.nextInt(5) == 0;
        CompletableFuture<Void> struck = new CompletableFuture<>();
        if (whileOpening) {
          strike(child, random.nextInt(OPENING_MILLIS), struck);
        }
        for (TemplateChange change = Protocol.change(child);
            change != null;
            change = Protocol.change(child)) {
          followed.hear(change);
          if (!whileOpening) {
            whileOpening = true;
            strike(child, random.nextInt(FOLLOWING_MILLIS), struck);
          }
        }
        if (!struck.isDone() && !writers.isDone()) {
          return "the subscriber ended on its own: " + child.errors();
        }
        deaths++;
      }
    }
    return null;
  }

  private static void strike(ChildJvm child, int millis, CompletableFuture<Void> struck) {
    CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS)
        .execute(
            () -> {
              struck.complete(null);
              child.kill();
            });
  }
}
