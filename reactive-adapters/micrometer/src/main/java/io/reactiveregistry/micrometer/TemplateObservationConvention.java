package io.reactiveregistry.micrometer;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.reactiveregistry.micrometer.TemplateObservation.HighCardinalityKey;
import io.reactiveregistry.micrometer.TemplateObservation.LowCardinalityKey;

/**
 * How an observation of a template is named, unless told otherwise: {@code
 * reactive.registry.template}, its span {@code load template} and so on. What is not known is left
 * out.
 */
public final class TemplateObservationConvention
    implements ObservationConvention<TemplateObservationContext> {

  @Override
  public String getName() {
    return "reactive.registry.template";
  }

  @Override
  public String getContextualName(TemplateObservationContext context) {
    return context.operation() + " template";
  }

  @Override
  public KeyValues getLowCardinalityKeyValues(TemplateObservationContext context) {
    return KeyValues.of(
        LowCardinalityKey.OPERATION.withValue(context.operation()),
        LowCardinalityKey.OUTCOME.withValue(context.outcome()));
  }

  @Override
  public KeyValues getHighCardinalityKeyValues(TemplateObservationContext context) {
    KeyValues values = KeyValues.empty();
    String name = context.promptName();
    if (name != null) {
      values = values.and(HighCardinalityKey.PROMPT_NAME.withValue(name));
    }
    String version = context.promptVersion();
    return version == null
        ? values
        : values.and(HighCardinalityKey.PROMPT_VERSION.withValue(version));
  }

  @Override
  public boolean supportsContext(Observation.Context context) {
    return context instanceof TemplateObservationContext;
  }
}
