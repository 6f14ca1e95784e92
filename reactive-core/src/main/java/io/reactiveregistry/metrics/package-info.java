/**
 * What a registry tells those who measure it, without knowing any of them.
 *
 * <pre>
 *   RegistryMetrics   told what happens: each call, each wait, each commit
 *   RegistryGauges    asked how things stand: queues, file, map, readers, log of changes
 * </pre>
 *
 * <p>An adapter binds both to a library of meters. This package knows nothing of ours.
 */
@NullMarked
package io.reactiveregistry.metrics;

import org.jspecify.annotations.NullMarked;
