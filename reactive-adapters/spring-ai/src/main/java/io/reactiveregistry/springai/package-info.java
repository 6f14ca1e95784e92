/** Templates of the registry as prompt templates of Spring AI. */
@NullMarked
package io.reactiveregistry.springai;

import org.jspecify.annotations.NullMarked;
