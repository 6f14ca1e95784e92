package io.reactiveregistry.lmdb;

import io.reactiveregistry.metrics.GroupCommit;
import io.reactiveregistry.metrics.Operation;
import io.reactiveregistry.metrics.RegistryMetrics;
import io.reactiveregistry.metrics.RequestQueue;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps what it is told, and on which threads. */
final class RecordedMetrics implements RegistryMetrics {

  private final List<End> ends = new CopyOnWriteArrayList<>();
  private final List<Wait> waits = new CopyOnWriteArrayList<>();
  private final List<GroupCommit> commits = new CopyOnWriteArrayList<>();
  private final Set<String> threads = ConcurrentHashMap.newKeySet();
  private volatile boolean timing = true;

  /** How a call ended; the failure's type, or how else. */
  record End(Operation operation, String how, long nanos) {

    @Override
    public String toString() {
      return operation + " " + how;
    }
  }

  record Wait(RequestQueue queue, long nanos) {}

  List<End> ends() {
    return ends;
  }

  /** The ends without their times. */
  List<String> told() {
    return ends.stream().map(End::toString).toList();
  }

  List<Wait> waits(RequestQueue queue) {
    return waits.stream().filter(wait -> wait.queue() == queue).toList();
  }

  List<GroupCommit> commits() {
    return commits;
  }

  Set<String> threads() {
    return threads;
  }

  void clear() {
    ends.clear();
    waits.clear();
    commits.clear();
  }

  /** Has reads that begin from now on not timed. */
  void timeNoReads() {
    timing = false;
  }

  @Override
  public boolean isTimed(Operation read) {
    return timing;
  }

  private void end(Operation operation, String how, long nanos) {
    threads.add(Thread.currentThread().getName());
    ends.add(new End(operation, how, nanos));
  }

  @Override
  public void succeeded(Operation operation, long nanos) {
    end(operation, "succeeded", nanos);
  }

  @Override
  public void failed(Operation operation, long nanos, @Nullable Throwable failure) {
    end(operation, failure == null ? "null" : failure.getClass().getSimpleName(), nanos);
  }

  @Override
  public void cancelled(Operation operation, long nanos) {
    end(operation, "cancelled", nanos);
  }

  @Override
  public void waited(RequestQueue queue, long nanos) {
    threads.add(Thread.currentThread().getName());
    waits.add(new Wait(queue, nanos));
  }

  @Override
  public void committed(GroupCommit commit) {
    threads.add(Thread.currentThread().getName());
    commits.add(commit);
  }
}
