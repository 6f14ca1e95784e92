package io.reactiveregistry.spring.boot;

import io.reactiveregistry.metrics.RegistryMetrics;

/**
 * The metrics with which the starter opens the store. They are no customizer: those are the
 * application's, who may set what goes against the properties, and other metrics.
 */
record StoreMetrics(RegistryMetrics recorder) {}
