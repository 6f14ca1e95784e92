package io.reactiveregistry.lmdb;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.StressOptions;

/**
 * How hard Lincheck searches: many random programs of three threads, run at speed or with all
 * switches of threads under control. {@code -Dproof.scale=2} searches four times as much.
 */
final class Interleavings {

  private static final int SCALE = Integer.getInteger("proof.scale", 1);

  private Interleavings() {}

  static StressOptions underStress(Class<?> specification) {
    return sized(new StressOptions(), 30, 3_000).sequentialSpecification(specification);
  }

  static ModelCheckingOptions wherever(Class<?> specification) {
    return sized(new ModelCheckingOptions(), 25, 400).sequentialSpecification(specification);
  }

  private static <O extends Options<O, ?>> O sized(O options, int iterations, int invocations) {
    return options
        .iterations(iterations * SCALE)
        .invocationsPerIteration(invocations * SCALE)
        .threads(3)
        .actorsPerThread(3)
        .actorsBefore(1)
        .actorsAfter(2);
  }
}
