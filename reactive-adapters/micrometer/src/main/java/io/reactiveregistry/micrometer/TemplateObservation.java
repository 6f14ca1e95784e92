package io.reactiveregistry.micrometer;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/** The catalogue of observations. */
public enum TemplateObservation implements ObservationDocumentation {
  /** A template is loaded, looked for or saved. */
  TEMPLATE {
    @Override
    public Class<? extends ObservationConvention<? extends Observation.Context>>
        getDefaultConvention() {
      return TemplateObservationConvention.class;
    }

    @Override
    public KeyName[] getLowCardinalityKeyNames() {
      return LowCardinalityKey.values();
    }

    @Override
    public KeyName[] getHighCardinalityKeyNames() {
      return HighCardinalityKey.values();
    }
  };

  /** Key names that may become tags of a meter. */
  public enum LowCardinalityKey implements KeyName {
    /** What was called: {@code load}, {@code find} or {@code save}. */
    OPERATION("operation"),
    /** How it ended: {@code success}, {@code error} or {@code cancelled}. */
    OUTCOME("outcome");

    private final String key;

    LowCardinalityKey(String key) {
      this.key = key;
    }

    @Override
    public String asString() {
      return key;
    }
  }

  /** Key names for spans only: there are as many values as templates and versions. */
  public enum HighCardinalityKey implements KeyName {
    /** The id, under the name that OpenTelemetry's conventions have for it. */
    PROMPT_NAME("gen_ai.prompt.name"),
    /** The version. */
    PROMPT_VERSION("gen_ai.prompt.version");

    private final String key;

    HighCardinalityKey(String key) {
      this.key = key;
    }

    @Override
    public String asString() {
      return key;
    }
  }
}
