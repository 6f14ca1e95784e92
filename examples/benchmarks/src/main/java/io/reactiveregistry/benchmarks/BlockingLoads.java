package io.reactiveregistry.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Loads templates in plain threads that block, each with a share of the work.
 *
 * @param readers one for each thread
 */
record BlockingLoads(
    String name, ExecutorService threads, List<RawReader> readers, RandomIds ids, int operations)
    implements Contender {

  @Override
  public void run(int round) throws Exception {
    List<Callable<Long>> shares = new ArrayList<>();
    for (int share = 0; share < readers.size(); share++) {
      int number = share;
      shares.add(() -> load(number, round));
    }
    long loaded = 0;
    for (Future<Long> share : threads.invokeAll(shares)) {
      loaded += share.get();
    }
    Completeness.require(operations, loaded);
  }

  private long load(int share, int round) {
    RawReader reader = readers.get(share);
    long loaded = 0;
    for (int index = share; index < operations; index += readers.size()) {
      String id = ids.at(round, index);
      if (reader.load(id).id().equals(id)) {
        loaded++;
      }
    }
    return loaded;
  }
}
