package io.reactiveregistry.examples.promptserver;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PUT;
import static org.springframework.web.reactive.function.server.RequestPredicates.all;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/**
 * The HTTP interface.
 *
 * <pre>
 *   GET    /templates?prefix=&amp;after=&amp;limit=     the templates in the order of their ids, as a JSON array or NDJSON
 *   GET    /templates/{id}                     the current version, as JSON or YAML
 *   PUT    /templates/{id}                     saves a version and makes it the current one; JSON or YAML
 *   DELETE /templates/{id}                     deletes it with all its versions
 *   GET    /templates/{id}/versions            which versions there are
 *   GET    /templates/{id}/versions/{version}  one version, as JSON or YAML
 *   GET    /stats                              the state of the store
 * </pre>
 *
 * An id is one segment of the path, so {@code /} and {@code ;} in it are percent-encoded.
 */
final class TemplateRoutes {

  private TemplateRoutes() {}

  static RouterFunction<ServerResponse> of(TemplateHandler templates, StatsHandler stats) {
    return route(path("/templates"), MethodDispatch.of(Map.of(GET, templates::list)))
        .andRoute(
            path("/templates/{id}"),
            MethodDispatch.of(
                Map.of(GET, templates::get, PUT, templates::put, DELETE, templates::delete)))
        .andRoute(
            path("/templates/{id}/versions"), MethodDispatch.of(Map.of(GET, templates::versions)))
        .andRoute(
            path("/templates/{id}/versions/{version}"),
            MethodDispatch.of(Map.of(GET, templates::getVersion)))
        .andRoute(path("/stats"), MethodDispatch.of(Map.of(GET, stats::get)))
        .andRoute(all(), TemplateRoutes::nothing);
  }

  private static Mono<ServerResponse> nothing(ServerRequest request) {
    return Mono.error(
        new ResponseStatusException(
            HttpStatus.NOT_FOUND,
            "There is no such resource; there are /templates, /templates/{id} and /stats, and a '/' in an id is written as %s"
                .formatted("%2F")));
  }
}
