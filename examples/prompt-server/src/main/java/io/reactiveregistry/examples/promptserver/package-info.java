/** A small WebFlux application that serves prompt templates from an embedded store. */
@NullMarked
package io.reactiveregistry.examples.promptserver;

import org.jspecify.annotations.NullMarked;
