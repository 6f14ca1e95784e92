@NullMarked
package io.reactiveregistry.jinja;

import org.jspecify.annotations.NullMarked;
