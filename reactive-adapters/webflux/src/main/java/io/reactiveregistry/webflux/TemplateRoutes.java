package io.reactiveregistry.webflux;

import io.reactiveregistry.ReactiveRegistry;

/**
 * The HTTP interface of a registry, as functional endpoints.
 *
 * <pre>
 *   GET    /templates?prefix=&amp;after=&amp;limit=     the templates in the order of their ids, as a JSON array or NDJSON;
 *                                              ?contains= those whose ids contain a text, ?view=ids the ids alone
 *   GET    /templates/{id}                     the current version, as JSON or YAML
 *   GET    /templates/{id}@{label}             the version on which the label stands
 *   PUT    /templates/{id}                     saves a version and makes it the current one; JSON or YAML
 *   DELETE /templates/{id}                     deletes it with all its versions
 *   GET    /templates/{id}/versions            which versions there are
 *   GET    /templates/{id}/versions/{version}  one version, as JSON or YAML
 *   DELETE /templates/{id}/versions/{version}  deletes one version; ?force=true with its labels
 *   GET    /templates/{id}/diff?from=&amp;to=       how two versions differ
 *   POST   /templates/{id}/rollback            makes an older version current: {"version": "1.2.0"}
 *   GET    /templates/{id}/labels              which labels there are, and where they stand
 *   GET    /templates/{id}/labels/{label}      where one label stands
 *   PUT    /templates/{id}/labels/{label}      puts a label on a version: {"version": "1.2.0"}
 *   DELETE /templates/{id}/labels/{label}      removes a label
 *   POST   /releases                           moves many labels as one unit
 *   POST   /import?onError=&amp;batchSize=          saves a stream of templates, NDJSON or YAML documents
 *   GET    /export?prefix=                     all templates as a stream, NDJSON or YAML documents
 *   GET    /changes?after=                     the changes as they happen, as server-sent events
 *   GET    /stats                              how much the registry holds
 * </pre>
 *
 * An id is one segment of the path, so {@code /} and {@code ;} in it are percent-encoded. A
 * template whose id contains {@code @} goes before a label of that name.
 *
 * <p>A template comes with an {@code ETag}: with {@code If-None-Match} it is not sent again, and a
 * PUT or DELETE with {@code If-Match} is done only when nobody has saved since. {@code
 * If-None-Match: *} saves only what is new. Labels have entity tags of their own. OPTIONS names the
 * methods of a resource that are offered.
 *
 * <p>{@code Last-Event-ID} has {@code /changes} go on behind that event, {@code after} behind a
 * revision; without them it begins with the next change.
 *
 * <p>Every error is answered with problem details, and what a caller did wrong never with 500. The
 * routes can be mounted anywhere, by {@link TemplateRoutesBuilder#basePath} or by nesting what is
 * built; the {@code Location} header and the texts of problems follow. The guide {@code
 * docs/HTTP.md} has the rest: parameters, media types, status codes, limits.
 */
public final class TemplateRoutes {

  private TemplateRoutes() {}

  /** Begins to build the routes over a registry, which remains the caller's to close. */
  public static TemplateRoutesBuilder over(ReactiveRegistry registry) {
    return new TemplateRoutesBuilder(registry);
  }
}
