/**
 * Templates filled in: {@link io.reactiveregistry.jinja.TemplateRenderer}.
 *
 * <p>The layers, each knowing only those below it:
 *
 * <pre>
 *   TemplateRenderer                    threads, queue, cancellation
 *   TemplateEvaluation                  one rendering: typed errors
 *   TemplatePrograms                    compiled templates that are kept
 *   TemplateCompiler, TagCompiler       blocks made of tags
 *   TemplateTree, ExpressionScanner     tags and tokens found in texts, by the library jinjava
 *   Block, Loop, Macro                  what writes
 *   Expression, Operations, Calls       what has a value
 *   Filters, Tests, Methods, Functions  what a template may use
 *   Values, Comparisons, Arithmetic     values, as Python has them
 *   Rendering, BoundedText              the limits, which everything above comes by
 * </pre>
 *
 * <p>The library reads templates and evaluates none. Its own evaluation cannot be interrupted,
 * reaches methods of objects by reflection, and prints and compares values in its own way; here
 * there is no reflection, and no loop or allocation that does not ask {@code Rendering} first.
 */
@NullMarked
package io.reactiveregistry.jinja;

import org.jspecify.annotations.NullMarked;
