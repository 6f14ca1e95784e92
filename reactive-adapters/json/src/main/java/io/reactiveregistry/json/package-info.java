/**
 * Templates and changes as JSON.
 *
 * <p>The layers, each knowing only those below it:
 *
 * <pre>
 *   TemplateLines                  a file with one template a line
 *   JsonTemplates, JsonChanges     what the fields of a template and of a change mean
 *   JsonObject                     JSON, in the strict form that is taken here
 *   JsonReader, SyntaxProblem      text as JSON, and why it is none
 *   LineSplitter                   bytes as lines of limited length
 * </pre>
 */
@NullMarked
package io.reactiveregistry.json;

import org.jspecify.annotations.NullMarked;
