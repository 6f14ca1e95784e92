@NullMarked
package io.reactiveregistry.reliability.fuzz;

import org.jspecify.annotations.NullMarked;
