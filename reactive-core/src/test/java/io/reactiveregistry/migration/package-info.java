@NullMarked
package io.reactiveregistry.migration;

import org.jspecify.annotations.NullMarked;
