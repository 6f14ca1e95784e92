/** Prompts of LangChain4j from templates of the registry. */
@NullMarked
package io.reactiveregistry.langchain4j;

import org.jspecify.annotations.NullMarked;
