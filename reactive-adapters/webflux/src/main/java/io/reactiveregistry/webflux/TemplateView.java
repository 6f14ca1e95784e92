package io.reactiveregistry.webflux;

import io.reactiveregistry.InputSpec;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.json.AbsentFields;
import io.reactiveregistry.json.JsonTemplates;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A template as clients see it in JSON: what it does not have is left out. */
final class TemplateView {

  private TemplateView() {}

  static Map<String, @Nullable Object> of(TemplateSpec spec) {
    return JsonTemplates.fields(spec, AbsentFields.OMITTED);
  }

  static Map<String, @Nullable Object> of(InputSpec input) {
    return JsonTemplates.fields(input, AbsentFields.OMITTED);
  }
}
