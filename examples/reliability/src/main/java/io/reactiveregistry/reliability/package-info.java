/**
 * Tries to break the registry, and proves by controls that it would be noticed.
 *
 * <p>{@link io.reactiveregistry.reliability.Reliability} is the program. Each {@code Experiment} is
 * one way to break things; it runs the registry in child processes where those may die ({@code
 * ChildJvm}), draws all its chances from the seed of its {@code Run}, and ends with a {@code
 * Result}. A control is the same experiment with a safeguard taken away: it must fail, or the
 * experiment proves nothing.
 */
@NullMarked
package io.reactiveregistry.reliability;

import org.jspecify.annotations.NullMarked;
