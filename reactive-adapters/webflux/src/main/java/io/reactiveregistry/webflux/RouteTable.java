package io.reactiveregistry.webflux;

import static io.reactiveregistry.webflux.RouteGroup.CHANGES;
import static io.reactiveregistry.webflux.RouteGroup.EXPORT;
import static io.reactiveregistry.webflux.RouteGroup.IMPORT;
import static io.reactiveregistry.webflux.RouteGroup.LABELS;
import static io.reactiveregistry.webflux.RouteGroup.READING;
import static io.reactiveregistry.webflux.RouteGroup.STATISTICS;
import static io.reactiveregistry.webflux.RouteGroup.WRITING;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.OPTIONS;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;
import static org.springframework.web.reactive.function.server.RouterFunctions.nest;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** Which path and method leads to which handler, as far as they are offered. */
final class RouteTable {

  private static final Set<HttpMethod> READING_METHODS = Set.of(GET);

  private final String basePath;
  private final Set<RouteGroup> groups;
  private final boolean readOnly;
  private final RouterFunctions.Builder routes = RouterFunctions.route();

  RouteTable(String basePath, Set<RouteGroup> groups, boolean readOnly) {
    this.basePath = basePath;
    this.groups = groups;
    this.readOnly = readOnly;
  }

  RouterFunction<ServerResponse> routes(
      TemplateHandler templates,
      VersionHandler versions,
      LabelHandler labels,
      ReleaseHandler releases,
      ImportHandler imports,
      ExportHandler exports,
      ChangesHandler changes,
      StatsHandler stats) {
    add(resource("/templates").on(READING, GET, templates::list));
    add(
        resource("/templates/{id}")
            .on(READING, GET, templates::get)
            .on(WRITING, PUT, templates::put)
            .on(WRITING, DELETE, templates::delete));
    add(resource("/templates/{id}/versions").on(READING, GET, versions::list));
    add(
        resource("/templates/{id}/versions/{version}")
            .on(READING, GET, templates::getVersion)
            .on(WRITING, DELETE, versions::delete));
    add(resource("/templates/{id}/diff").on(READING, GET, versions::diff));
    add(resource("/templates/{id}/rollback").on(WRITING, POST, versions::rollback));
    add(resource("/templates/{id}/labels").on(LABELS, GET, labels::list));
    add(
        resource("/templates/{id}/labels/{label}")
            .on(LABELS, GET, labels::get)
            .on(LABELS, PUT, labels::put)
            .on(LABELS, DELETE, labels::delete));
    add(resource("/releases").on(LABELS, POST, releases::post));
    add(resource("/import").on(IMPORT, POST, imports::post));
    add(resource("/export").on(EXPORT, GET, exports::get));
    add(resource("/changes").on(CHANGES, GET, changes::get));
    add(resource("/stats").on(STATISTICS, GET, stats::get));
    RouterFunction<ServerResponse> all =
        routes.build().andRoute(at("/templates/**"), RouteTable::nothing);
    RouterFunction<ServerResponse> answered = all.filter(new ProblemFilter());
    return basePath.isEmpty() ? answered : nest(path(basePath), answered);
  }

  private static RequestPredicate at(String pattern) {
    return Mount.remembered().and(path(pattern));
  }

  private Resource resource(String pattern) {
    return new Resource(pattern);
  }

  private void add(Resource resource) {
    if (!resource.handlers.isEmpty()) {
      routes.add(route(at(resource.pattern), MethodDispatch.of(resource.handlers)));
    } else if (resource.hidden) {
      routes.add(route(at(resource.pattern), RouteTable::onlyReading));
    }
  }

  private static Mono<ServerResponse> onlyReading(ServerRequest request) {
    return request.method().equals(OPTIONS)
        ? MethodDispatch.nothingButOptions()
        : Mono.error(
            new ResponseStatusException(
                HttpStatus.FORBIDDEN, "Templates can only be read here; nothing was done"));
  }

  private static Mono<ServerResponse> nothing(ServerRequest request) {
    return Mono.error(
        new ResponseStatusException(
            HttpStatus.NOT_FOUND,
            "There is no such resource; there are %1$s/templates and %1$s/templates/{id}, and a '/' in an id is written as %2$s"
                .formatted(Mount.base(request), "%2F")));
  }

  /** The methods of one path that are offered. */
  private final class Resource {

    private final String pattern;
    private final Map<HttpMethod, HandlerFunction<ServerResponse>> handlers = new LinkedHashMap<>();
    private boolean hidden;

    Resource(String pattern) {
      this.pattern = pattern;
    }

    Resource on(RouteGroup group, HttpMethod method, HandlerFunction<ServerResponse> handler) {
      if (!groups.contains(group)) {
        return this;
      }
      if (readOnly && !READING_METHODS.contains(method)) {
        hidden = true;
      } else {
        handlers.put(method, handler);
      }
      return this;
    }
  }
}
