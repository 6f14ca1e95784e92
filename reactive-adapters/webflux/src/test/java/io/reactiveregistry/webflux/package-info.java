@NullMarked
package io.reactiveregistry.webflux;

import org.jspecify.annotations.NullMarked;
