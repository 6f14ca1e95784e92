@NullMarked
package io.reactiveregistry.examples.pipeline;

import org.jspecify.annotations.NullMarked;
