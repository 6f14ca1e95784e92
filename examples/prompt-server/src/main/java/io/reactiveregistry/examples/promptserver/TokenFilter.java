package io.reactiveregistry.examples.promptserver;

import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets only those in who know the token, where there is one. The page itself is open, since it has
 * to ask for the token; there is nothing in it that is not in the source of this application.
 */
final class TokenFilter implements WebFilter {

  private static final Set<String> OPEN = Set.of("/", "/settings");
  private static final String OPEN_BELOW = "/page/";

  private final AccessToken token;

  TokenFilter(AccessToken token) {
    this.token = token;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    ServerHttpRequest request = exchange.getRequest();
    if (!token.isRequired()
        || isOpen(request.getPath().pathWithinApplication().value())
        || token.isIn(request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION))) {
      return chain.filter(exchange);
    }
    exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    return RefusedRequest.with(
        exchange,
        HttpStatus.UNAUTHORIZED,
        "This server is for those who know its token; send it as 'Authorization: Bearer <token>'");
  }

  /**
   * The path as it was sent, in which nothing is decoded: what is written otherwise is not open.
   */
  private static boolean isOpen(String path) {
    return OPEN.contains(path) || path.startsWith(OPEN_BELOW);
  }
}
