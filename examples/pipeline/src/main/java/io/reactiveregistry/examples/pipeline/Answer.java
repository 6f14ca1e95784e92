package io.reactiveregistry.examples.pipeline;

/**
 * What a model says.
 *
 * @param correlationId what the model was told to which event it belongs
 */
record Answer(String correlationId, String text) {}
