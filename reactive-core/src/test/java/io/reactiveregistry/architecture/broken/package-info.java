/** What {@link io.reactiveregistry.architecture.ArchitectureRules} must reject; see there. */
package io.reactiveregistry.architecture.broken;
