/** What becomes of stored records whose bytes change, in memory and in great numbers. */
@NullMarked
package io.reactiveregistry.reliability.record;

import org.jspecify.annotations.NullMarked;
