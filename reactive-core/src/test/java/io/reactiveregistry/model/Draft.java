package io.reactiveregistry.model;

import io.reactiveregistry.InputSpec;
import io.reactiveregistry.InputType;
import io.reactiveregistry.TemplateSpec;
import java.util.List;
import java.util.Map;

/** A template in short: all that a list of commands has to show of it. */
record Draft(String id, String version, int number) {

  private static final String NUMBER = "number";

  /** From a few bytes to several pages of the store. */
  private static final int[] LENGTHS = {0, 3, 40, 300, 900, 2_100, 6_000, 20_000};

  TemplateSpec spec() {
    TemplateSpec.Builder builder =
        TemplateSpec.builder(id)
            .version(version)
            .template("é".repeat(LENGTHS[Math.floorMod(number, LENGTHS.length)] / 2))
            .metadata(NUMBER, number);
    if (number % 2 == 0) {
      builder
          .description("Number " + number)
          .input("name", InputSpec.required(InputType.STRING))
          .metadata("nested", Map.of("list", List.of(number, 0.5, true)));
    }
    return builder.build();
  }

  /** The number of the draft from which the template was made. */
  static long numberOf(TemplateSpec spec) {
    return spec.metadata().get(NUMBER) instanceof Long number ? number : -1;
  }
}
