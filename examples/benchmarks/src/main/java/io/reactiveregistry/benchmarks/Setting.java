package io.reactiveregistry.benchmarks;

/**
 * What every part of the benchmark needs.
 *
 * @param scale how much to do
 * @param directory where stores go
 * @param progress told what is going on
 */
record Setting(Scale scale, WorkingDirectory directory, Progress progress) {

  private static final int ROUNDS_OF_SHORT_TURNS = 3;

  Comparison comparison() {
    return new Comparison(scale.rounds(), progress, 1);
  }

  /** For turns of a tenth of a second, of which more are needed for a steady ratio. */
  Comparison comparisonOfShortTurns() {
    return new Comparison(scale.rounds(), progress, ROUNDS_OF_SHORT_TURNS);
  }

  /** As many readers as there are cores, for the registry and the baselines alike. */
  int readers() {
    return Runtime.getRuntime().availableProcessors();
  }
}
