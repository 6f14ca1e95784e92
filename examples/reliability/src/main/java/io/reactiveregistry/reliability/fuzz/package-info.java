/**
 * Inputs that a fuzzer makes up, guided by the branches that they reach.
 *
 * <p>Each {@code ...Target} takes any bytes and throws when something other than its promise comes
 * of them. {@code Fuzzing} lets Jazzer look for such bytes in a child process; {@code Corpus} holds
 * those that are worth trying in every build.
 */
@NullMarked
package io.reactiveregistry.reliability.fuzz;

import org.jspecify.annotations.NullMarked;
