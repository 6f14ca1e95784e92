package io.reactiveregistry.examples.promptserver;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets only those in who know the token, where there is one. The files of the page are open, since
 * it has to ask for the token; there is nothing in them that is not in the source of this
 * application. So are the settings, which tell it that there is one.
 */
final class TokenFilter implements WebFilter {

  private static final String SETTINGS = "/settings";

  private final AccessToken token;
  private final PageFiles page;

  TokenFilter(AccessToken token, PageFiles page) {
    this.token = token;
    this.page = page;
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
  private boolean isOpen(String path) {
    return path.equals(SETTINGS) || page.at(path) != null;
  }
}
