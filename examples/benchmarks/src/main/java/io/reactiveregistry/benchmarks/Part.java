package io.reactiveregistry.benchmarks;

import java.util.Locale;

/** The parts of the benchmark, each of which can be run alone. */
enum Part {
  LOAD,
  SEQUENTIAL,
  SAVE,
  BATCH,
  CHANGES,
  HISTORY,
  VAULT,
  METRICS,
  RENDERING,
  HTTP,
  IMPORT,
  CLIENTS,
  MILLION;

  /** As it is named on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
