package io.reactiveregistry.benchmarks;

import io.reactiveregistry.InputSpec;
import io.reactiveregistry.InputType;
import io.reactiveregistry.TemplateSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Templates as teams write them, of about 450 bytes when stored. */
final class SampleTemplates {

  private static final int LARGEST_NUMBER = 10_000_000;

  private SampleTemplates() {}

  /** The id with this number; ids ascend with their numbers. */
  static String id(int number) {
    return "support/prompt-" + String.valueOf(LARGEST_NUMBER + number).substring(1);
  }

  /**
   * The template with this number.
   *
   * @param edition goes into the text, so that the same template can be saved with another body
   */
  static TemplateSpec template(int number, int edition) {
    return TemplateSpec.builder(id(number))
        .version("1.0.0")
        .description("Answers a customer's question, edition " + edition)
        .template(
            "You answer questions of customers of shop "
                + number
                + ". Be brief, be kind, and say so when you do not know.\n\n"
                + "Question: {{ question }}\n\nAnswer in {{ language }}.")
        .inputs(
            Map.of(
                "question", InputSpec.required(InputType.STRING),
                "language", InputSpec.optional(InputType.STRING, "English")))
        .metadata(Map.of("owner", "support", "temperature", 0.2, "maximum_tokens", 512L))
        .build();
  }

  /**
   * Templates with the numbers from {@code first}, in an order that is random but always the same.
   */
  static List<TemplateSpec> shuffled(int first, int count, int edition) {
    List<TemplateSpec> templates = new ArrayList<>(count);
    for (int number = first; number < first + count; number++) {
      templates.add(template(number, edition));
    }
    Collections.shuffle(templates, new Random(first));
    return templates;
  }
}
