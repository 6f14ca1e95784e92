package io.reactiveregistry.examples.bulkimport;

import io.reactiveregistry.InputSpec;
import io.reactiveregistry.InputType;
import io.reactiveregistry.TemplateSpec;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** Templates as teams write them, made when they are asked for; the same ones each time. */
final class GeneratedTemplates implements TemplateSource {

  private final int count;

  GeneratedTemplates(int count) {
    this.count = count;
  }

  @Override
  public OptionalLong count() {
    return OptionalLong.of(count);
  }

  @Override
  public Flux<FoundTemplate> templates(Refusals refusals) {
    return Flux.range(0, count).map(GeneratedTemplates::found).subscribeOn(Schedulers.parallel());
  }

  private static FoundTemplate found(int number) {
    return new FoundTemplate("generated template " + number, template(number));
  }

  static TemplateSpec template(int number) {
    return TemplateSpec.builder(String.format(Locale.ROOT, "generated/%08d", number))
        .version("1.0.0")
        .description("Answers a question of a customer")
        .template(
            "You answer questions of customers of shop "
                + number
                + ". Be brief, be kind, and say so when you do not know.\n\n"
                + "Question: {{ question }}\n\nAnswer in {{ language }}.")
        .input("question", InputSpec.required(InputType.STRING))
        .input("language", InputSpec.optional(InputType.STRING, "English"))
        .metadata(Map.of("owner", "support", "shop", (long) number))
        .build();
  }
}
