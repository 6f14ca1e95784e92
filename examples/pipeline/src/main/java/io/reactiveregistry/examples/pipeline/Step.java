package io.reactiveregistry.examples.pipeline;

/** What is done for an event, one after the other. */
enum Step {
  LOAD,
  RENDER,
  MODEL
}
