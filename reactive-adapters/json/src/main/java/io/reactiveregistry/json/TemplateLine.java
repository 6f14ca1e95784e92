package io.reactiveregistry.json;

import io.reactiveregistry.TemplateSpec;

/** A line of a file with one template a line: a template, or why it is none. */
public sealed interface TemplateLine {

  /** Which line it is, counted from 1. */
  long number();

  /**
   * A line that is a template.
   *
   * @param number counted from 1
   */
  record Accepted(long number, TemplateSpec template) implements TemplateLine {}

  /**
   * A line that is none.
   *
   * @param number counted from 1
   * @param reason what is wrong with it, and where within the line
   */
  record Refused(long number, String reason) implements TemplateLine {}
}
