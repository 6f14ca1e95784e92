package io.reactiveregistry.webflux;

import io.reactiveregistry.InputSpec;
import io.reactiveregistry.InputType;
import io.reactiveregistry.TemplateSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Templates that are there when a test begins. */
final class Samples {

  private Samples() {}

  static List<TemplateSpec> all() {
    return Stream.concat(
            Stream.of(triage()),
            Stream.of(
                    "agents.planner",
                    "agents.router",
                    "agents.tool-use",
                    "engineering.code-review",
                    "evaluation.judge",
                    "support.reply")
                .map(Samples::simple))
        .toList();
  }

  private static TemplateSpec simple(String id) {
    return TemplateSpec.builder(id)
        .version("1.0.0")
        .template("Text of " + id + ":\n  \"{{ name }}\"\n")
        .input("name", InputSpec.required(InputType.STRING))
        .metadata("tags", List.of("yes", "017"))
        .build();
  }

  private static TemplateSpec triage() {
    return TemplateSpec.builder("support.triage")
        .version("1.4.0")
        .description("Sorts a ticket.")
        .template("One of {{ queues | join(', ') }}: {{ subject }}")
        .input("subject", InputSpec.required(InputType.STRING))
        .input("queues", InputSpec.optional(InputType.STRING_ARRAY, List.of("a", "b", "c")))
        .metadata("model", Map.of("temperature", 0))
        .build();
  }
}
