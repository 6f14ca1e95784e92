@NullMarked
package io.reactiveregistry.springai;

import org.jspecify.annotations.NullMarked;
