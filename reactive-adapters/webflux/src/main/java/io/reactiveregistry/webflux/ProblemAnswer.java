package io.reactiveregistry.webflux;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;

/** Writes problem details as the answer to a request. */
final class ProblemAnswer {

  private static final Log LOG = LogFactory.getLog(ProblemAnswer.class);
  private static final URI NO_TYPE = URI.create("about:blank");

  /** Headers of the answer that was meant to be given, which do not hold for the problem. */
  private static final List<String> OF_THE_BODY =
      List.of(HttpHeaders.CONTENT_LENGTH, HttpHeaders.ETAG, HttpHeaders.LOCATION);

  private ProblemAnswer() {}

  /**
   * Writes it; signals the error where an answer has begun. Where nobody is there to read one, it
   * completes: what is wrong with the server is in the log, and a client may leave.
   *
   * @param base what stands before the paths that the problem names, or null to name none
   */
  static Mono<Void> write(ServerWebExchange exchange, Throwable error, @Nullable String base) {
    ServerHttpResponse response = exchange.getResponse();
    boolean disconnected = DisconnectedClientHelper.isClientDisconnectedException(error);
    boolean over = Connections.isOver(exchange.getRequest());
    if (!over && (response.isCommitted() || disconnected)) {
      return Mono.error(error);
    }
    ProblemDetail problem = Problems.of(error, base);
    if (!disconnected) {
      log(exchange.getRequest(), problem, error);
    }
    if (over) {
      return Mono.empty();
    }
    String path = exchange.getRequest().getURI().getRawPath();
    if (!path.startsWith("//")) { // which as a reference would name another host
      problem.setInstance(PercentEncoding.reference(path));
    }
    HttpHeaders headers = response.getHeaders();
    OF_THE_BODY.forEach(headers::remove);
    headers.addAll(Problems.headersOf(error));
    headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    byte[] json = Json.bytes(fields(problem));
    headers.setContentLength(json.length);
    response.setStatusCode(HttpStatusCode.valueOf(problem.getStatus()));
    return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(json)));
  }

  /** The server's own failures, of which the caller is told no more than that. */
  private static void log(ServerHttpRequest request, ProblemDetail problem, Throwable error) {
    if (Problems.isForTheLog(problem)) {
      LOG.error(
          "%s %s failed".formatted(request.getMethod(), request.getURI().getRawPath()), error);
    }
  }

  static Map<String, @Nullable Object> fields(ProblemDetail problem) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    URI type = problem.getType();
    if (type != null && !type.equals(NO_TYPE)) {
      fields.put("type", type.toString());
    }
    fields.put("title", problem.getTitle());
    fields.put("status", problem.getStatus());
    fields.put("detail", problem.getDetail());
    URI instance = problem.getInstance();
    if (instance != null) {
      fields.put("instance", instance.toString());
    }
    Map<String, Object> properties = problem.getProperties();
    if (properties != null) {
      fields.putAll(properties);
    }
    return fields;
  }
}
