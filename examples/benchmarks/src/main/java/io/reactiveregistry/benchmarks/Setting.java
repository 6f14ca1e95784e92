package io.reactiveregistry.benchmarks;

/**
 * What every part of the benchmark needs.
 *
 * @param scale how much to do
 * @param directory where stores go
 * @param progress told what is going on
 */
record Setting(Scale scale, WorkingDirectory directory, Progress progress) {

  Comparison comparison() {
    return new Comparison(scale, progress);
  }

  /** As many readers as there are cores, for the registry and the baselines alike. */
  int readers() {
    return Runtime.getRuntime().availableProcessors();
  }
}
