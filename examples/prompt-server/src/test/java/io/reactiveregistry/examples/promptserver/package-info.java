@NullMarked
package io.reactiveregistry.examples.promptserver;

import org.jspecify.annotations.NullMarked;
