/**
 * A registry as a repository of Spring Data: {@link
 * io.reactiveregistry.spring.data.ReactiveTemplateRepository}, for code that is written against
 * those interfaces.
 */
@NullMarked
package io.reactiveregistry.spring.data;

import org.jspecify.annotations.NullMarked;
