/**
 * Tries to break the registry by load and misuse: more than it can take, storms of cancellations,
 * slow subscribers, closing at the wrong moment, many processes, hours of mixed load.
 *
 * <p>A {@code LoadExperiment} runs itself in a child process, whose memory can be measured and
 * which may die, and once more for each control. In the child it tells its {@code Findings}; the
 * parent makes them a {@code ChildReport}.
 */
@NullMarked
package io.reactiveregistry.reliability.load;

import org.jspecify.annotations.NullMarked;
