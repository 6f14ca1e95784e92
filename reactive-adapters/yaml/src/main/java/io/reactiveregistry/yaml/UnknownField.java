package io.reactiveregistry.yaml;

/**
 * A field of a document that a template does not have, so that its value is not kept.
 *
 * @param field its path, for example {@code inputs.tone.example}; of very long names the beginning
 * @param line where it stands, from 1
 */
public record UnknownField(String field, int line) {}
