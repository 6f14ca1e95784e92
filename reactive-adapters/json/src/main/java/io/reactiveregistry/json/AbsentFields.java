package io.reactiveregistry.json;

/** What is written of a field that a template does not have. */
public enum AbsentFields {
  /** Nothing. */
  OMITTED,
  /**
   * Null, for the description of a template and the default of an input, as stores have it; a
   * missing description of an input is left out.
   */
  NULL
}
