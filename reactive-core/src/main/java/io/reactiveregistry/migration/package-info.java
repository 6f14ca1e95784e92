/**
 * Copies the templates of one registry to another, and checks that two registries hold the same.
 *
 * <p>{@link io.reactiveregistry.migration.Migration} is the way in. Both jobs walk the two sorted
 * id listings side by side, so they need memory for the templates in flight and never for all.
 */
@NullMarked
package io.reactiveregistry.migration;

import org.jspecify.annotations.NullMarked;
