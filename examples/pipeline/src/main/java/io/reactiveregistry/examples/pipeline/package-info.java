/**
 * Events in, answers of a model out, without a thread that waits. {@link
 * io.reactiveregistry.examples.pipeline.PromptPipeline} is the pipeline; everything else is what it
 * is made of, and {@link io.reactiveregistry.examples.pipeline.Pipeline} the program that runs it
 * against a model that is only played.
 */
@NullMarked
package io.reactiveregistry.examples.pipeline;

import org.jspecify.annotations.NullMarked;
