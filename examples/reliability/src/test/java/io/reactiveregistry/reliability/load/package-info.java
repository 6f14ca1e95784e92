@NullMarked
package io.reactiveregistry.reliability.load;

import org.jspecify.annotations.NullMarked;
