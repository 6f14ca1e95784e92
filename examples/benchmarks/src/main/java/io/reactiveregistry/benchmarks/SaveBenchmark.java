package io.reactiveregistry.benchmarks;

import io.reactiveregistry.TemplateSpec;
import java.util.List;

/** Many callers, each of which saves one template and waits until it is on disk. */
final class SaveBenchmark {

  private static final String REGISTRY = "registry";
  private static final String TRANSACTION_EACH = "one transaction for each";
  private static final int IN_FLIGHT = 256;

  private final Setting setting;

  SaveBenchmark(Setting setting) {
    this.setting = setting;
  }

  void run(Results results) throws Exception {
    List<TemplateSpec> templates = SampleTemplates.shuffled(0, setting.scale().groupedSaves(), 0);
    List<TemplateSpec> fewer = templates.subList(0, setting.scale().lonelySaves());
    Measurements measured =
        setting
            .comparison()
            .run(
                "save",
                List.of(
                    contender(REGISTRY, RegistryWriter.concurrently(IN_FLIGHT), templates),
                    contender(TRANSACTION_EACH, RawWriter.oneByOne(), fewer)));
    results.add(
        measured.ratio(
            "save, %d in flight".formatted(IN_FLIGHT),
            REGISTRY,
            TRANSACTION_EACH,
            Bar.SAVE_OVER_TRANSACTION_EACH));
    results.add(measured);
  }

  private Contender contender(String name, Writer.Opener opener, List<TemplateSpec> templates) {
    return new Saves(name, setting.directory(), opener, List.of(), List.of(templates));
  }
}
