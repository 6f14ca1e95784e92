package io.reactiveregistry.spring.boot;

import io.reactiveregistry.webflux.TemplateRoutesBuilder;

/** Sets options of the routes beyond their properties, as a bean. Called before they are built. */
@FunctionalInterface
public interface TemplateRoutesBuilderCustomizer {

  /** Changes the options. */
  void customize(TemplateRoutesBuilder builder);
}
