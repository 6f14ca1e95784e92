package io.reactiveregistry.reliability.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What clients have called and been told, each call with the moments at which it began and ended.
 * Thread-safe.
 */
final class History {

  private final AtomicLong clock = new AtomicLong();
  private final Queue<Write> writes = new ConcurrentLinkedQueue<>();
  private final Queue<Read> reads = new ConcurrentLinkedQueue<>();

  /**
   * A write that has completed.
   *
   * @param begin when it was subscribed to
   * @param end when it was signalled
   */
  record Write(long begin, long end, long revision, List<Step> steps) {}

  /**
   * A read that has completed; a refusal is one too, since it tells what is there.
   *
   * @param begin when it was subscribed to
   * @param end when it was signalled
   * @param seen the value of the register
   * @param cached whether it went through the Vault
   */
  record Read(long begin, long end, Register register, String seen, boolean cached) {}

  /** A moment, later than all before. What has ended before another began has a lesser one. */
  long now() {
    return clock.incrementAndGet();
  }

  void add(Write write) {
    writes.add(write);
  }

  void add(Read read) {
    reads.add(read);
  }

  /** What was recorded since; nobody records meanwhile. */
  List<Write> takeWrites() {
    List<Write> taken = new ArrayList<>(writes);
    writes.clear();
    return taken;
  }

  /** As {@link #takeWrites}. */
  List<Read> takeReads() {
    List<Read> taken = new ArrayList<>(reads);
    reads.clear();
    return taken;
  }
}
