package io.reactiveregistry.reliability.crash;

import io.reactiveregistry.reliability.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lets a child read stores that may kill it; starts another one when it is dead. */
final class Reader implements AutoCloseable {

  /** A child that has not come to an end by then hangs, and is killed. */
  private static final int LIMIT_SECONDS = 20;

  private final Path scratch;
  private @Nullable ChildJvm child;

  Reader(Path scratch) {
    this.scratch = scratch;
  }

  /**
   * Reads a data file in a directory made for it.
   *
   * @param how one of the words of {@link ReadMain}
   */
  Reading read(String how, byte[] dataFile) throws IOException {
    Path store = Files.createTempDirectory(scratch, "store-");
    Files.write(store.resolve("data.mdb"), dataFile);
    ChildJvm running = child == null ? ChildJvm.running(ReadMain.class, scratch).start() : child;
    child = running;
    CompletableFuture<Void> finished = new CompletableFuture<>();
    CompletableFuture<Void> unused =
        finished
            .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
            .whenComplete(
                (nothing, late) -> {
                  if (late != null) {
                    running.kill();
                  }
                });
    running.println(how + store);
    Reading reading = Reading.hear(running);
    finished.complete(null);
    if (!reading.ended()) {
      close();
    }
    Files.deleteIfExists(store.resolve("data.mdb"));
    return reading;
  }

  @Override
  public void close() {
    if (child != null) {
      child.close();
      child = null;
    }
  }
}
