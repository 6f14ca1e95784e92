package io.reactiveregistry.benchmarks;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.lmdb.Durability;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** Loads of templates that have many older versions, and of those that have none. */
final class HistoryBenchmark implements AutoCloseable {

  private static final String WITH_HISTORY = "many versions of each";
  private static final String WITHOUT_HISTORY = "one version of each";
  private static final int IN_FLIGHT = 64;
  private static final int DRAWN_IDS = 1 << 16;

  private final Setting setting;
  private final RandomIds ids;
  private final LmdbRegistry withHistory;
  private final LmdbRegistry withoutHistory;

  /** Opens and fills two stores with the same templates; one of them has their history, too. */
  HistoryBenchmark(Setting setting) throws IOException {
    this.setting = setting;
    int templates = setting.scale().history().templates();
    int versions = setting.scale().history().versions();
    ids = new RandomIds(templates, DRAWN_IDS);
    withHistory = open("history");
    withoutHistory = open("no-history");
    setting
        .progress()
        .report("history: saving %,d versions of %,d templates".formatted(versions, templates));
    for (int version = 1; version <= versions; version++) {
      withHistory.saveBatch(templates(templates, version)).block();
    }
    withoutHistory.saveBatch(templates(templates, versions)).block();
  }

  private LmdbRegistry open(String name) throws IOException {
    return LmdbRegistry.builder(setting.directory().create(name))
        .readerThreads(setting.readers())
        .durability(Durability.NO_SYNC)
        .open();
  }

  private static List<TemplateSpec> templates(int count, int version) {
    return IntStream.range(0, count)
        .mapToObj(number -> SampleTemplates.template(number, 0).toBuilder())
        .map(template -> template.version(version + ".0.0").build())
        .toList();
  }

  void run(Results results) throws Exception {
    int loads = setting.scale().loading().concurrent();
    String description = "load, %d in flight, history".formatted(IN_FLIGHT);
    Measurements measured =
        setting
            .comparison()
            .run(
                description,
                List.of(
                    new ReactiveLoads(WITH_HISTORY, withHistory::load, ids, loads, IN_FLIGHT),
                    new ReactiveLoads(
                        WITHOUT_HISTORY, withoutHistory::load, ids, loads, IN_FLIGHT)));
    results.add(measured.ratio(description, WITH_HISTORY, WITHOUT_HISTORY, Bar.LOAD_WITH_HISTORY));
    results.add(measured);
  }

  @Override
  public void close() {
    withHistory.close();
    withoutHistory.close();
  }
}
