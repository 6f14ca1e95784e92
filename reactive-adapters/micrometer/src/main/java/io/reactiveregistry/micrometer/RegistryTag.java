package io.reactiveregistry.micrometer;

import io.micrometer.common.docs.KeyName;

/** The tags of the meters. None of them grows with what is stored. */
public enum RegistryTag implements KeyName {
  /** What was called: a name of {@link io.reactiveregistry.metrics.Operation}, in lower case. */
  OPERATION("operation"),
  /** How a call ended: {@code success}, {@code error} or {@code cancelled}. */
  OUTCOME("outcome"),
  /** The simple name of an error's class. */
  EXCEPTION("exception"),
  /** Where requests wait: {@code read} or {@code write}. */
  QUEUE("queue"),
  /** Whether the cache had what was asked for: {@code hit} or {@code miss}. */
  RESULT("result");

  private final String key;

  RegistryTag(String key) {
    this.key = key;
  }

  @Override
  public String asString() {
    return key;
  }
}
