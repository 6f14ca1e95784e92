package io.reactiveregistry.webflux;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.reactiveregistry.InputSpec;
import io.reactiveregistry.TemplateSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A template as JSON: the fields of its YAML form under the same names. */
record TemplateView(
    String id,
    String version,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String description,
    String template,
    Map<String, InputView> inputs,
    Map<String, @Nullable Object> metadata) {

  static TemplateView of(TemplateSpec spec) {
    Map<String, InputView> inputs = new LinkedHashMap<>();
    spec.inputs().forEach((name, input) -> inputs.put(name, InputView.of(input)));
    return new TemplateView(
        spec.id(), spec.version(), spec.description(), spec.template(), inputs, spec.metadata());
  }

  /** One input. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record InputView(
      String type,
      boolean required,
      @JsonProperty("default") @Nullable Object defaultValue,
      @Nullable String description) {

    static InputView of(InputSpec input) {
      return new InputView(
          input.type().label(), input.required(), input.defaultValue(), input.description());
    }
  }
}
