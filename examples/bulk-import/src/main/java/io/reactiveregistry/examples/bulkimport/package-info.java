/**
 * Streams any number of templates into a store, in a heap that could not hold them.
 *
 * <p>{@link io.reactiveregistry.examples.bulkimport.BulkImport} is the program. Nothing is
 * collected on the way from a source to the store: the store asks for the templates of two batches,
 * and the source reads no more than that.
 */
@NullMarked
package io.reactiveregistry.examples.bulkimport;

import org.jspecify.annotations.NullMarked;
