/**
 * What every {@link io.reactiveregistry.ReactiveRegistry} promises, as tests.
 *
 * <p>An implementation proves itself by a test class with one nested class for each contract, which
 * says how a fresh, empty registry is opened. {@link
 * io.reactiveregistry.contract.VersionHistoryContract} is for registries that keep the versions
 * they replace, {@link io.reactiveregistry.contract.LabelContract} and {@link
 * io.reactiveregistry.contract.ReleaseContract} for those that keep labels, too, and {@link
 * io.reactiveregistry.contract.ObservationContract} for those that tell of writes before they
 * complete; all others are for every registry. {@link
 * io.reactiveregistry.contract.InMemoryRegistry} is the reference.
 */
@NullMarked
package io.reactiveregistry.contract;

import org.jspecify.annotations.NullMarked;
