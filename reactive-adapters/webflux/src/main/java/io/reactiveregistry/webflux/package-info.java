/**
 * A registry over HTTP: functional endpoints for Spring WebFlux.
 *
 * <pre>
 *   RouterFunction&lt;ServerResponse&gt; routes = TemplateRoutes.over(registry).basePath("/prompts").build();
 * </pre>
 *
 * {@link io.reactiveregistry.webflux.TemplateRoutes} names every route, and {@link
 * io.reactiveregistry.webflux.TemplateRoutesBuilder} every option. The routes answer each error of
 * their own with problem details (RFC 9457); {@link
 * io.reactiveregistry.webflux.ProblemExceptionHandler} does that for the rest of an application.
 */
@NullMarked
package io.reactiveregistry.webflux;

import org.jspecify.annotations.NullMarked;
