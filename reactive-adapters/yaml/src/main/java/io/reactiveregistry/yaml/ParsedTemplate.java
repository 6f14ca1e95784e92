package io.reactiveregistry.yaml;

import io.reactiveregistry.TemplateSpec;
import java.util.List;

/**
 * What a document holds.
 *
 * @param template the template
 * @param unknownFields what else stands there, in the order of the document
 */
public record ParsedTemplate(TemplateSpec template, List<UnknownField> unknownFields) {

  /** Copies the list. */
  public ParsedTemplate {
    unknownFields = List.copyOf(unknownFields);
  }
}
