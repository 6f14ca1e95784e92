package io.reactiveregistry.benchmarks;

import io.reactiveregistry.TemplateSpec;
import java.util.List;
import java.util.stream.IntStream;

/** Batches of templates in random order: new ones, and new bodies for those that are there. */
final class BatchBenchmark {

  private static final String REGISTRY = "registry";
  private static final String LOOP = "loop of puts in one transaction";
  private static final String SORTED_LOOP = "loop of puts in one transaction, sorted";

  private final Setting setting;

  BatchBenchmark(Setting setting) {
    this.setting = setting;
  }

  void run(Results results) throws Exception {
    int size = setting.scale().batching().size();
    int batches = setting.scale().batching().batches();
    compare(
        "new ids",
        List.of(),
        IntStream.range(0, batches)
            .mapToObj(batch -> SampleTemplates.shuffled(batch * size, size, 0))
            .toList(),
        results);
    compare(
        "overwriting",
        List.of(SampleTemplates.shuffled(0, size, 0)),
        IntStream.rangeClosed(1, batches)
            .mapToObj(edition -> SampleTemplates.shuffled(0, size, edition))
            .toList(),
        results);
  }

  private void compare(
      String kind,
      List<List<TemplateSpec>> present,
      List<List<TemplateSpec>> written,
      Results results)
      throws Exception {
    String description = "saveBatch of %,d, %s".formatted(setting.scale().batching().size(), kind);
    Measurements measured =
        setting
            .comparison()
            .run(
                description,
                List.of(
                    contender(REGISTRY, RegistryWriter.inBatches(), present, written),
                    contender(LOOP, RawWriter.inBatches(), present, written),
                    contender(SORTED_LOOP, RawWriter.inSortedBatches(), present, written)));
    results.add(measured.ratio(description, REGISTRY, LOOP, Bar.SAVE_BATCH_OVER_LOOP));
    results.add(measured.ratio(description, REGISTRY, SORTED_LOOP, null));
    results.add(measured);
  }

  private Contender contender(
      String name,
      Writer.Opener opener,
      List<List<TemplateSpec>> present,
      List<List<TemplateSpec>> written) {
    return new Saves(name, setting.directory(), opener, present, written);
  }
}
