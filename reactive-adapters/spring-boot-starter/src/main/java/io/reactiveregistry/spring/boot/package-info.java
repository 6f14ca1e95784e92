/**
 * A registry in a Spring Boot application: {@link
 * io.reactiveregistry.spring.boot.ReactiveRegistryAutoConfiguration} opens the store, puts a Vault
 * over it, and gives both as beans. {@link
 * io.reactiveregistry.spring.boot.ReactiveRegistryProperties} are its options.
 */
@NullMarked
package io.reactiveregistry.spring.boot;

import org.jspecify.annotations.NullMarked;
