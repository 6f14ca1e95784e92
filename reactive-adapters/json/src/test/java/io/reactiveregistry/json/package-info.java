@NullMarked
package io.reactiveregistry.json;

import org.jspecify.annotations.NullMarked;
