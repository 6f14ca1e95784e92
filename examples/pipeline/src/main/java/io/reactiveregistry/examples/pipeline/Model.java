package io.reactiveregistry.examples.pipeline;

import reactor.core.publisher.Mono;

/** Something that answers prompts. */
@FunctionalInterface
interface Model {

  /** The answer, asked for at subscription; never empty. */
  Mono<Answer> complete(String prompt);
}
