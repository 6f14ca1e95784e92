package io.reactiveregistry.examples.bulkimport;

import java.util.OptionalLong;
import reactor.core.publisher.Flux;

/** Where the templates come from. */
interface TemplateSource {

  /** How many there are, if that is known before they are read. */
  OptionalLong count();

  /**
   * The templates, read as they are asked for. What is no template is told and passed over.
   *
   * @param refusals who is told
   */
  Flux<FoundTemplate> templates(Refusals refusals);
}
