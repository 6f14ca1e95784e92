package io.reactiveregistry.lmdb;

import io.reactiveregistry.InputSpec;
import io.reactiveregistry.InputType;
import io.reactiveregistry.TemplateSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Templates for the tests of this package. */
final class Samples {

  static final Duration TIMEOUT = Duration.ofSeconds(30);

  private Samples() {}

  static TemplateSpec template(String id) {
    return template(id, "1.0.0");
  }

  static TemplateSpec template(String id, String version) {
    return TemplateSpec.builder(id)
        .version(version)
        .description("Greets somebody")
        .template("Hello {{ name }}, this is " + version + " of " + id)
        .input("name", InputSpec.required(InputType.STRING))
        .metadata("tags", List.of("greeting", version))
        .metadata("limits", Map.of("tokens", 200))
        .build();
  }

  static List<TemplateSpec> templates(int count) {
    return IntStream.range(0, count).mapToObj(i -> template("template-%06d".formatted(i))).toList();
  }

  static TemplateSpec large(String id, int bytes) {
    return TemplateSpec.builder(id).template("x".repeat(bytes)).build();
  }
}
