@NullMarked
package io.reactiveregistry.reliability;

import org.jspecify.annotations.NullMarked;
