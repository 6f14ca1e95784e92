/**
 * Crashes, full and failing disks, damaged files.
 *
 * <p>Most experiments share one idea: what a child process writes follows from a seed, unit by unit
 * ({@link io.reactiveregistry.reliability.crash.WriteUnit}), so that the parent knows what must be
 * there after any of them ({@link io.reactiveregistry.reliability.crash.ExpectedState}) from
 * nothing but the numbers that were acknowledged.
 */
@NullMarked
package io.reactiveregistry.reliability.crash;

import org.jspecify.annotations.NullMarked;
