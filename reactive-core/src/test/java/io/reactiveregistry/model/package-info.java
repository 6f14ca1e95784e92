/**
 * Random calls against a registry and against plain maps, which have to agree.
 *
 * <p>{@code Command} is one thing that can happen, {@code Model} says in plain maps what it comes
 * to, {@code Session} does it and compares. {@link io.reactiveregistry.model.ModelCheck} is for one
 * client, {@link io.reactiveregistry.model.ConcurrentCheck} for many.
 */
@NullMarked
package io.reactiveregistry.model;

import org.jspecify.annotations.NullMarked;
