@NullMarked
package io.reactiveregistry.cli;

import org.jspecify.annotations.NullMarked;
