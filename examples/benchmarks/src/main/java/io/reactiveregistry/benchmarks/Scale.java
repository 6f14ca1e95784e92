package io.reactiveregistry.benchmarks;

import java.time.Duration;

/**
 * How much is done: the greater, the steadier the ratios.
 *
 * @param importedTemplates templates imported in a small heap
 */
record Scale(
    Rounds rounds,
    Loading loading,
    Saving saving,
    Batching batching,
    History history,
    Caching caching,
    Serving serving,
    int importedTemplates) {

  /**
   * How often contenders take turns.
   *
   * @param warmUp rounds that are run first and not counted
   * @param counted rounds that are counted
   * @param limit how long one comparison goes on with its rounds, once it has a few
   */
  record Rounds(int warmUp, int counted, Duration limit) {}

  /**
   * What is loaded from a store.
   *
   * @param templates how many templates are there to load
   * @param concurrent loads in each turn, with many in flight
   * @param sequential loads in each turn, one after another
   */
  record Loading(int templates, int concurrent, int sequential) {}

  /**
   * What is saved one by one.
   *
   * @param present how many templates are there to be saved again
   * @param grouped saves in each turn of the registry, which commits many at once
   * @param lonely saves in each turn of the baseline, which commits each alone
   * @param followed saves in each turn while many follow the changes
   */
  record Saving(int present, int grouped, int lonely, int followed) {}

  /**
   * What is saved in batches.
   *
   * @param size templates in a batch
   * @param batches batches in each turn
   */
  record Batching(int size, int batches) {}

  /**
   * What has many versions.
   *
   * @param templates how many templates have them
   * @param versions how many they have
   */
  record History(int templates, int versions) {}

  /**
   * What is loaded from memory.
   *
   * @param templates how many templates are there
   * @param loads loads of them in each turn
   */
  record Caching(int templates, int loads) {}

  /**
   * What is done over HTTP.
   *
   * @param turn how long requests are made in each turn
   * @param uploadedTemplates templates in each import
   * @param clients how many clients are connected at once
   */
  record Serving(Duration turn, int uploadedTemplates, int clients) {}

  /** Some minutes; what is quoted. */
  static final Scale FULL =
      new Scale(
          new Rounds(3, 15, Duration.ofMinutes(3)),
          new Loading(100_000, 300_000, 40_000),
          new Saving(10_000, 50_000, 2_000, 10_000),
          new Batching(10_000, 4),
          new History(100, 1_000),
          new Caching(1_000, 2_000_000),
          new Serving(Duration.ofSeconds(5), 200_000, 1_000),
          1_000_000);

  /** About two minutes; what a build checks. */
  static final Scale QUICK =
      new Scale(
          new Rounds(2, 5, Duration.ofSeconds(12)),
          new Loading(100_000, 100_000, 10_000),
          new Saving(10_000, 20_000, 800, 10_000),
          new Batching(10_000, 2),
          new History(20, 1_000),
          new Caching(1_000, 1_000_000),
          new Serving(Duration.ofSeconds(2), 100_000, 1_000),
          250_000);
}
