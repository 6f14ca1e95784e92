package io.reactiveregistry.benchmarks;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.lmdb.LmdbRegistryBuilder;
import java.util.List;
import java.util.stream.IntStream;

/** What it costs to log changes, and to tell them to many who follow. */
final class ChangesBenchmark {

  private static final int IN_FLIGHT = 256;
  private static final int FOLLOWERS = 1_000;
  private static final String WITH_LOG = "with the log of changes";
  private static final String WITHOUT_LOG = "without a log of changes";
  private static final String FOLLOWED = "%,d subscribers".formatted(FOLLOWERS);
  private static final String UNFOLLOWED = "no subscriber";

  private final Setting setting;

  ChangesBenchmark(Setting setting) {
    this.setting = setting;
  }

  void run(Results results) throws Exception {
    int saves = setting.scale().saving().grouped();
    int size = setting.scale().batching().size();
    List<List<TemplateSpec>> batches =
        IntStream.range(0, setting.scale().batching().batches())
            .mapToObj(batch -> SampleTemplates.shuffled(batch * size, size, 0))
            .toList();
    compareLogs(
        "save, %d in flight, log of changes".formatted(IN_FLIGHT),
        RegistryWriter.concurrently(IN_FLIGHT),
        RegistryWriter.concurrently(IN_FLIGHT, ChangesBenchmark::withoutLog),
        List.of(templates(saves)),
        results);
    compareLogs(
        "saveBatch of %,d, log of changes".formatted(size),
        RegistryWriter.inBatches(),
        RegistryWriter.inBatches(ChangesBenchmark::withoutLog),
        batches,
        results);
    compareFollowers(setting.scale().saving().followed(), results);
  }

  private static List<TemplateSpec> templates(int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> SampleTemplates.template(number, 0))
        .toList();
  }

  private static void withoutLog(LmdbRegistryBuilder options) {
    options.changeLogCapacity(0);
  }

  private void compareLogs(
      String description,
      Writer.Opener withLog,
      Writer.Opener withoutLog,
      List<List<TemplateSpec>> written,
      Results results)
      throws Exception {
    Measurements measured =
        setting
            .comparisonOfShortTurns()
            .run(
                description,
                List.of(
                    saves(WITH_LOG, withLog, written), saves(WITHOUT_LOG, withoutLog, written)));
    results.add(measured.ratio(description, WITH_LOG, WITHOUT_LOG, Bar.SAVE_WITH_LOG));
    results.add(measured);
  }

  private void compareFollowers(int saves, Results results) throws Exception {
    String description = "%,d saves, %d in flight, followed".formatted(saves, IN_FLIGHT);
    List<List<TemplateSpec>> written = List.of(templates(saves));
    Writer.Opener opener = RegistryWriter.concurrently(IN_FLIGHT);
    Measurements measured =
        setting
            .comparisonOfShortTurns()
            .run(
                description,
                List.of(
                    saves(FOLLOWED, FollowedWriter.by(FOLLOWERS, IN_FLIGHT), written),
                    saves(UNFOLLOWED, opener, written)));
    results.add(measured.ratio(description, FOLLOWED, UNFOLLOWED, Bar.SAVE_WITH_FOLLOWERS));
    results.add(measured);
  }

  private Contender saves(String name, Writer.Opener opener, List<List<TemplateSpec>> written) {
    return new Saves(name, setting.directory(), opener, List.of(), written);
  }
}
