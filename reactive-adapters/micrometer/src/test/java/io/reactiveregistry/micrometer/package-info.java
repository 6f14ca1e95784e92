@NullMarked
package io.reactiveregistry.micrometer;

import org.jspecify.annotations.NullMarked;
