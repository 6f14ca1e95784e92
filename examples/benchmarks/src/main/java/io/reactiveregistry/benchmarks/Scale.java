package io.reactiveregistry.benchmarks;

import java.time.Duration;

/**
 * How much is done: the greater, the steadier the ratios.
 *
 * @param warmUpRounds rounds that are run first and not counted
 * @param rounds rounds that are counted
 * @param templates how many templates are there to load
 * @param loads loads in each turn, with many in flight
 * @param sequentialLoads loads in each turn, one after another
 * @param presentTemplates how many templates are there to be saved again
 * @param groupedSaves saves in each turn of the registry, which commits many at once
 * @param lonelySaves saves in each turn of the baseline, which commits each alone
 * @param batchSize templates in a batch
 * @param batches batches in each turn
 * @param importedTemplates templates imported in a small heap
 * @param followedSaves saves in each turn while many follow the changes
 * @param templatesWithHistory how many templates have many versions
 * @param versions how many versions they have
 * @param cachedTemplates how many templates are in memory
 * @param cachedLoads loads of them in each turn
 * @param requestTurn how long requests are made in each turn
 * @param uploadedTemplates templates in each import over HTTP
 * @param clients how many clients are connected at once
 * @param limit how long one comparison goes on with its rounds, once it has a few
 */
record Scale(
    int warmUpRounds,
    int rounds,
    int templates,
    int loads,
    int sequentialLoads,
    int presentTemplates,
    int groupedSaves,
    int lonelySaves,
    int batchSize,
    int batches,
    int importedTemplates,
    int followedSaves,
    int templatesWithHistory,
    int versions,
    int cachedTemplates,
    int cachedLoads,
    Duration requestTurn,
    int uploadedTemplates,
    int clients,
    Duration limit) {

  /** Some minutes; what is quoted. */
  static final Scale FULL =
      new Scale(
          3,
          15,
          100_000,
          300_000,
          40_000,
          10_000,
          50_000,
          2_000,
          10_000,
          4,
          1_000_000,
          10_000,
          100,
          1_000,
          1_000,
          2_000_000,
          Duration.ofSeconds(5),
          200_000,
          1_000,
          Duration.ofMinutes(3));

  /** About two minutes; what a build checks. */
  static final Scale QUICK =
      new Scale(
          2,
          5,
          100_000,
          100_000,
          10_000,
          10_000,
          20_000,
          800,
          10_000,
          2,
          250_000,
          10_000,
          20,
          1_000,
          1_000,
          1_000_000,
          Duration.ofSeconds(2),
          100_000,
          1_000,
          Duration.ofSeconds(12));
}
