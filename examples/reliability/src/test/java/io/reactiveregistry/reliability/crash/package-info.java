@NullMarked
package io.reactiveregistry.reliability.crash;

import org.jspecify.annotations.NullMarked;
