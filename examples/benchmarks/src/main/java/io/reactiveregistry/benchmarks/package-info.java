/**
 * Compares the registry with what one would write by hand.
 *
 * <p>Speeds on a shared machine cannot be quoted, only compared. So the contenders of a comparison
 * take turns in rounds, the ratio is taken inside each round, and the median of these ratios is
 * held against a {@link io.reactiveregistry.benchmarks.Bar}. {@link
 * io.reactiveregistry.benchmarks.Benchmarks} is the program, {@link
 * io.reactiveregistry.benchmarks.Comparison} the harness; the hand-written code stands in {@link
 * io.reactiveregistry.benchmarks.RawStore} and {@link io.reactiveregistry.benchmarks.RawReader}.
 */
@NullMarked
package io.reactiveregistry.benchmarks;

import org.jspecify.annotations.NullMarked;
