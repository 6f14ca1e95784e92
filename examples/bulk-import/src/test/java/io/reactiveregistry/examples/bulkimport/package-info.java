@NullMarked
package io.reactiveregistry.examples.bulkimport;

import org.jspecify.annotations.NullMarked;
