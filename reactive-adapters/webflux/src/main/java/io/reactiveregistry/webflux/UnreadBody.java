package io.reactiveregistry.webflux;

import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.server.ServerWebExchange;

/**
 * Knows whether the body of a request has been read to its end. A connection on which one has not
 * is closed with the answer: its client could send the rest for ever, or never.
 */
final class UnreadBody {

  private static final String READ = UnreadBody.class.getName() + ".read";

  private UnreadBody() {}

  /** The body has been read to its end. */
  static void isRead(ServerRequest request) {
    request.exchange().getAttributes().put(READ, true);
  }

  /** Has the connection closed with the answer if something of the body may be still to come. */
  static void closeIfUnread(ServerWebExchange exchange) {
    HttpHeaders request = exchange.getRequest().getHeaders();
    boolean has =
        request.getContentLength() > 0 || request.containsHeader(HttpHeaders.TRANSFER_ENCODING);
    if (has && !exchange.getAttributes().containsKey(READ)) {
      exchange.getResponse().getHeaders().setConnection("close");
    }
  }
}
