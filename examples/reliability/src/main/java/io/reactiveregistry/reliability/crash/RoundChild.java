package io.reactiveregistry.reliability.crash;

import io.reactiveregistry.reliability.ChildJvm;
import io.reactiveregistry.reliability.Run;
import io.reactiveregistry.reliability.SkippedException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A child with a disk that fails at will; started again when it dies. */
final class RoundChild implements AutoCloseable {

  private final Path library;
  private final Path scratch;
  private @Nullable ChildJvm child;

  private RoundChild(Path library, Path scratch) {
    this.library = library;
    this.scratch = scratch;
  }

  /**
   * One for this run, which starts when it is needed.
   *
   * @throws SkippedException when there is no compiler
   */
  static RoundChild in(Run run) throws IOException, SkippedException {
    Path scratch = run.newDirectory("child");
    Path library = Native.compile("data-file-calls.c", scratch, "-shared", "-fPIC", "-pthread");
    return new RoundChild(library, scratch);
  }

  /** Lets it do a round and waits for the end of either. */
  RoundReply run(RoundMain.Round round) throws IOException {
    ChildJvm running = child == null ? start() : child;
    child = running;
    running.println(round.line());
    RoundReply reply = RoundReply.hear(running);
    if (!reply.ended()) {
      close();
    }
    return reply;
  }

  private ChildJvm start() throws IOException {
    Path faults = scratch.resolve("faults");
    FaultControl unused = FaultControl.at(faults);
    return ChildJvm.running(RoundMain.class, scratch)
        .environment("LD_PRELOAD", library.toString())
        .environment(FaultControl.ENVIRONMENT_VARIABLE, faults.toString())
        .start();
  }

  @Override
  public void close() {
    if (child != null) {
      child.close();
      child = null;
    }
  }
}
