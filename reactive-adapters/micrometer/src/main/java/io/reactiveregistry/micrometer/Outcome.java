package io.reactiveregistry.micrometer;

/** How a call ended, as a tag. */
enum Outcome {
  SUCCESS("success"),
  ERROR("error"),
  CANCELLED("cancelled");

  private final String tag;

  Outcome(String tag) {
    this.tag = tag;
  }

  String tag() {
    return tag;
  }
}
