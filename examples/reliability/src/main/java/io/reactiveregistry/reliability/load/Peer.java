package io.reactiveregistry.reliability.load;

import io.reactiveregistry.reliability.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A process on the store, as its parent sees it. */
final class Peer implements AutoCloseable {

  private static final String ACKNOWLEDGED = "ack ";
  private static final Duration END = Duration.ofSeconds(10);

  private final String name;
  private final Runnable killing;
  private final Runnable stopping;
  private final Thread listening;
  private final Queue<String> violations = new ConcurrentLinkedQueue<>();
  private volatile long acknowledged;

  private Peer(String name, Callable<@Nullable String> lines, Runnable stopping, Runnable killing) {
    this.name = name;
    this.killing = killing;
    this.stopping = stopping;
    this.listening = new Thread(() -> listen(lines), name);
    listening.setDaemon(true);
    listening.start();
  }

  /** A Java process with the registry. */
  static Peer java(Path scratch, String name, Object... arguments) throws IOException {
    ChildJvm child = ChildJvm.running(PeerProcess.class, scratch).arguments(arguments).start();
    return new Peer(name, child::readLine, () -> child.println("stop"), child::close);
  }

  /** Any other process that talks alike. */
  static Peer of(String name, Path errors, List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    return new Peer(
        name,
        lines::readLine,
        () -> closeInput(process),
        () -> process.destroyForcibly().onExit().join());
  }

  private static void closeInput(Process process) {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // it has ended already
    }
  }

  private void listen(Callable<@Nullable String> lines) {
    try {
      for (String line = lines.call(); line != null; line = lines.call()) {
        if (line.startsWith(ACKNOWLEDGED)) {
          acknowledged = Long.parseLong(line.substring(ACKNOWLEDGED.length()));
        } else if (line.startsWith(Findings.VIOLATION)) {
          violations.add(line.substring(Findings.VIOLATION.length()));
        }
      }
    } catch (Exception e) {
      violations.add("%s cannot be heard any more: %s".formatted(name, e));
    }
  }

  String name() {
    return name;
  }

  /** The number of its last write that was acknowledged. */
  long acknowledged() {
    return acknowledged;
  }

  Queue<String> violations() {
    return violations;
  }

  /**
   * Waits until it has got one more acknowledged.
   *
   * @return whether it did in time
   */
  boolean goesOn(Duration within) {
    long begin = System.nanoTime();
    long before = acknowledged;
    // The second one must have begun after this moment.
    while (acknowledged < before + 2) {
      if (System.nanoTime() - begin > within.toNanos()) {
        return false;
      }
      LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
    }
    return true;
  }

  /** As {@code kill -9} does; hears what it said before. */
  @Override
  public void close() {
    killing.run();
    join();
  }

  /** Lets it end by itself. */
  void stop() {
    stopping.run();
    join();
    killing.run();
  }

  private void join() {
    try {
      listening.join(END.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
