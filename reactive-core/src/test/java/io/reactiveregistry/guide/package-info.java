/**
 * What tests of the documents share: the documents are read as they stand, and what they show is
 * compiled and run.
 */
@NullMarked
package io.reactiveregistry.guide;

import org.jspecify.annotations.NullMarked;
