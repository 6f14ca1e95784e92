/** Holds the code to the architecture: which packages may see which, and what is nowhere done. */
@NullMarked
package io.reactiveregistry.architecture;

import org.jspecify.annotations.NullMarked;
