package io.reactiveregistry.examples.bulkimport;

import io.reactiveregistry.TemplateSpec;

/**
 * A template of a source.
 *
 * @param place where it stands, for example "line 7"
 */
record FoundTemplate(String place, TemplateSpec template) {}
