package io.reactiveregistry.metrics;

import java.time.Instant;

/**
 * An error that concerns the storage itself, and not only who met it: of the device, of a full map
 * or disk, of a damaged file or record.
 *
 * @param at when it was met
 * @param error the simple name of the error's class, one of {@code RegistryException}'s family
 * @param message what it said; it may name the directory of the store and the id of a template
 */
public record StorageFailure(Instant at, String error, String message) {}
