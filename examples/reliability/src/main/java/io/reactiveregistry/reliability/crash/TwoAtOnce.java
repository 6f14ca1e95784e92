package io.reactiveregistry.reliability.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does jobs in parallel, but no more than two: each keeps a child process busy. */
final class TwoAtOnce {

  private TwoAtOnce() {}

  /** The results in order; the first failure of a job is thrown after all have ended. */
  static <T> List<T> run(List<Callable<T>> jobs) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<T> results = new ArrayList<>(jobs.size());
      for (Future<T> job : threads.invokeAll(jobs)) {
        results.add(job.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } finally {
      threads.shutdown();
    }
  }
}
