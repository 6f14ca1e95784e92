/**
 * A registry in Micrometer's meters and observations.
 *
 * <pre>
 *   MicrometerMetrics      times and counts what a registry does
 *   RegistryGaugeMeters    shows how things stand in it
 *   VaultMeters            shows what its cache does
 *   ObservedRegistry       makes an observation, and so a span, of each template that is used
 *   RegistryMeters         the catalogue of all meters
 * </pre>
 */
@NullMarked
package io.reactiveregistry.micrometer;

import org.jspecify.annotations.NullMarked;
