package io.reactiveregistry.examples.pipeline;

import io.reactiveregistry.InputSpec;
import io.reactiveregistry.InputType;
import io.reactiveregistry.TemplateSpec;
import java.util.List;

/** The templates that the generated events name. */
final class PromptTemplates {

  /** Their ids. */
  static final List<String> IDS =
      List.of("support/answer", "support/summary", "support/escalation");

  private PromptTemplates() {}

  static List<TemplateSpec> all() {
    return List.of(
        template(IDS.get(0), "Write a kind answer to {{ name }}, who asks about {{ topic }}."),
        template(IDS.get(1), "Sum up in a sentence what {{ name|upper }} says about {{ topic }}."),
        template(
            IDS.get(2),
            "{% if topic == 'ticket 0' %}Do nothing.{% else %}Tell the manager about {{ topic }} of {{ name }}.{% endif %}"));
  }

  private static TemplateSpec template(String id, String text) {
    return TemplateSpec.builder(id)
        .template(text)
        .input("name", InputSpec.required(InputType.STRING))
        .input("topic", InputSpec.required(InputType.STRING))
        .build();
  }
}
