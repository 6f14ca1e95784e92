@NullMarked
package io.reactiveregistry.reliability.record;

import org.jspecify.annotations.NullMarked;
