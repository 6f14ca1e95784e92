@NullMarked
package io.reactiveregistry.langchain4j;

import org.jspecify.annotations.NullMarked;
