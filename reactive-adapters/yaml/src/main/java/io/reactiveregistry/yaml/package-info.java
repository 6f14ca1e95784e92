/**
 * Templates as YAML: one document ({@link io.reactiveregistry.yaml.YamlTemplates}) and a tree of
 * files as a registry ({@link io.reactiveregistry.yaml.YamlRegistry}).
 *
 * <p>The layers, each knowing only those below it:
 *
 * <pre>
 *   YamlRegistry                        the contract; moves work to its own threads
 *   TreeWriter, ChangeFeed              one writer; telling what it has changed
 *   TemplateTree, FileTransaction       files: which file holds which id; replacing many at once
 *   YamlTemplates                       one document
 *   TemplateReader, TemplateWriter      what the fields of a template mean
 *   DocumentParser, ScalarValue         YAML, in the strict form that is taken here
 *   SyntaxProblem                       why a text is no YAML
 * </pre>
 */
@NullMarked
package io.reactiveregistry.yaml;

import org.jspecify.annotations.NullMarked;
