package io.reactiveregistry.examples.promptserver;

import java.util.List;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Keeps pages of other sites, opened in the browser of somebody who can reach this server, from
 * writing here. Browsers say where a request comes from; clients that are no browsers do not, and
 * are let through. What a browser has found out itself counts, since only it knows the address that
 * its user sees; the origin is for browsers that tell nothing else.
 */
final class CrossSiteWriteFilter implements WebFilter {

  private static final String FETCH_SITE = "Sec-Fetch-Site";
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");
  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    ServerHttpRequest request = exchange.getRequest();
    return READING.contains(request.getMethod()) || isOfThisSite(request)
        ? chain.filter(exchange)
        : RefusedRequest.with(
            exchange,
            HttpStatus.FORBIDDEN,
            "A page of another site has sent this; only pages of this server may write here");
  }

  private static boolean isOfThisSite(ServerHttpRequest request) {
    List<String> site = values(request, FETCH_SITE);
    return site.isEmpty()
        ? values(request, HttpHeaders.ORIGIN).stream().allMatch(origin -> isHost(origin, request))
        : OWN_SITES.containsAll(site);
  }

  private static List<String> values(ServerHttpRequest request, String header) {
    return request.getHeaders().getOrEmpty(header);
  }

  /** The scheme may be another one, where something in front of this server does TLS. */
  private static boolean isHost(String origin, ServerHttpRequest request) {
    String host = request.getURI().getRawAuthority();
    return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
  }
}
