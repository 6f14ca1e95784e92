/**
 * What every {@link io.reactiveregistry.ReactiveRegistry} promises, as tests.
 *
 * <p>An implementation proves itself by a test class with one nested class for each contract, which
 * says how a fresh, empty registry is opened. {@link
 * io.reactiveregistry.contract.VersionHistoryContract} is for registries that keep the versions
 * they replace. {@link io.reactiveregistry.contract.InMemoryRegistry} is the reference.
 */
@NullMarked
package io.reactiveregistry.contract;

import org.jspecify.annotations.NullMarked;
