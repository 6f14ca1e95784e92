package io.reactiveregistry.benchmarks;

/** Told what is going on, for someone who waits. */
@FunctionalInterface
interface Progress {

  void report(String message);
}
