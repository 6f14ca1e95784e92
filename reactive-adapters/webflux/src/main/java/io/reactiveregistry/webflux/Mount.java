package io.reactiveregistry.webflux;

import org.springframework.http.server.PathContainer;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * Where the routes are mounted. A handler is given the request as it came, with the whole path;
 * what of it belongs to those who have nested the routes is known only while a route is being
 * looked for.
 */
final class Mount {

  private static final String BASE = Mount.class.getName() + ".base";

  private Mount() {}

  /**
   * Holds always, and remembers where it is asked. It has to be asked before those that change
   * attributes, which hand on a copy of the request.
   */
  static RequestPredicate remembered() {
    return request -> {
      request.attributes().put(BASE, request.requestPath().contextPath().value());
      return true;
    };
  }

  /** What stands before the path of a route, percent-encoded as it came; empty for nothing. */
  static String base(ServerRequest request) {
    return (String) request.attributes().getOrDefault(BASE, "");
  }

  /** The path of a route, without what stands before it. */
  static PathContainer path(ServerRequest request) {
    String base = base(request);
    return base.isEmpty()
        ? request.requestPath()
        : request.requestPath().modifyContextPath(base).pathWithinApplication();
  }
}
