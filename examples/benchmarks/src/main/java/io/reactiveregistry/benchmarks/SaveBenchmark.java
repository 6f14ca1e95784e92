package io.reactiveregistry.benchmarks;

import io.reactiveregistry.TemplateSpec;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Many callers, each of which saves one template and waits until it is on disk.
 *
 * <p>How much one transaction for many saves them depends on where they write. Ids that ascend
 * share pages, and what remains of the costs is the wait for the disk: here the promise is made.
 * Ids drawn at random from a large store hardly share any, so that the disk has a page or two to
 * write for each save however they are grouped; what can be reached there is shown by hand-written
 * transactions of as many saves.
 */
final class SaveBenchmark {

  private static final String REGISTRY = "registry";
  private static final String TRANSACTION_EACH = "one transaction for each";
  private static final int IN_FLIGHT = 256;
  private static final String GROUPED = IN_FLIGHT + " in one transaction";

  private final Setting setting;

  SaveBenchmark(Setting setting) {
    this.setting = setting;
  }

  void run(Results results) throws Exception {
    int saves = setting.scale().saving().grouped();
    compare(
        "ascending new ids",
        List.of(),
        IntStream.range(0, saves).mapToObj(number -> SampleTemplates.template(number, 0)).toList(),
        Bar.SAVE_OVER_TRANSACTION_EACH,
        results);
    int present = setting.scale().saving().present();
    Random random = new Random(saves);
    compare(
        "random ids of %,d".formatted(present),
        List.of(SampleTemplates.shuffled(0, present, 0)),
        IntStream.rangeClosed(1, saves)
            .mapToObj(edition -> SampleTemplates.template(random.nextInt(present), edition))
            .toList(),
        null,
        results);
  }

  private void compare(
      String kind,
      List<List<TemplateSpec>> present,
      List<TemplateSpec> templates,
      @Nullable Bar bar,
      Results results)
      throws Exception {
    String description = "save, %d in flight, %s".formatted(IN_FLIGHT, kind);
    List<TemplateSpec> fewer = templates.subList(0, setting.scale().saving().lonely());
    Measurements measured =
        setting
            .comparison()
            .run(
                description,
                List.of(
                    contender(REGISTRY, RegistryWriter.concurrently(IN_FLIGHT), present, templates),
                    contender(TRANSACTION_EACH, RawWriter.inGroupsOf(1), present, fewer),
                    contender(GROUPED, RawWriter.inGroupsOf(IN_FLIGHT), present, templates)));
    results.add(measured.ratio(description, REGISTRY, TRANSACTION_EACH, bar));
    results.add(measured.ratio(description, REGISTRY, GROUPED, null));
    results.add(measured);
  }

  private Contender contender(
      String name,
      Writer.Opener opener,
      List<List<TemplateSpec>> present,
      List<TemplateSpec> templates) {
    return new Saves(name, setting.directory(), opener, present, List.of(templates));
  }
}
