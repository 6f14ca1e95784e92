/**
 * The contract: what a template is, and what a registry of templates does.
 *
 * <p>Everything that stores templates implements {@link io.reactiveregistry.ReactiveRegistry}; what
 * it stores are {@link io.reactiveregistry.TemplateSpec}s. This package knows nothing of files,
 * LMDB or MessagePack. Its neighbours, and the direction of the arrows between them:
 *
 * <pre>
 *   io.reactiveregistry            the contract          -> error
 *   io.reactiveregistry.error      the sealed exceptions -> nothing
 *   io.reactiveregistry.codec      templates as bytes    -> contract, error
 *   io.reactiveregistry.lmdb       the engine            -> contract, error, codec, metrics
 *   io.reactiveregistry.metrics    what measures it      -> nothing
 *   io.reactiveregistry.migration  copy and verify       -> contract, error
 *   io.reactiveregistry.vault      the coherent cache    -> contract, error
 * </pre>
 *
 * <p>Every publisher of this library is cold: nothing happens before subscription, and each
 * subscription is a separate act. No public method blocks the calling thread except opening and
 * {@link io.reactiveregistry.ReactiveRegistry#close()}.
 */
@NullMarked
package io.reactiveregistry;

import org.jspecify.annotations.NullMarked;
