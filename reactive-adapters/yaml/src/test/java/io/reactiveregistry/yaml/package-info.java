@NullMarked
package io.reactiveregistry.yaml;

import org.jspecify.annotations.NullMarked;
