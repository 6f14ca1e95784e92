package io.reactiveregistry.examples.promptserver;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Answers under the names of this server only. Whoever owns another name can have it lead here,
 * once a browser has loaded a page of his under it: that page would then be one of this server, for
 * the browser and for {@link CrossSiteWriteFilter} (DNS rebinding). An address cannot be had so.
 */
final class HostFilter implements WebFilter {

  private static final String LOCALHOST = "localhost";

  /** As RFC 3986, 3.2.2 has them: an address of either kind, and with brackets only IPv6. */
  private static final Pattern ADDRESS =
      Pattern.compile("\\[[0-9a-fA-F:.]+]|\\d{1,3}(?:\\.\\d{1,3}){3}");

  private static final Pattern HOST =
      Pattern.compile("(?<name>\\[[^\\[\\]]*]|[^:\\[\\]]+)(?::\\d{0,5})?");

  private final Set<String> names;

  /**
   * @param names under which the server answers beside localhost and addresses
   */
  HostFilter(Set<String> names) {
    this.names = names.stream().map(HostFilter::normal).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    List<String> hosts = exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.HOST);
    var host = HOST.matcher(hosts.size() == 1 ? hosts.get(0) : "");
    if (!host.matches()) {
      return RefusedRequest.with(
          exchange, HttpStatus.BAD_REQUEST, "A request needs one Host header that names a host");
    }
    String name = normal(host.group("name"));
    return isOwn(name)
        ? chain.filter(exchange)
        : RefusedRequest.with(
            exchange,
            HttpStatus.MISDIRECTED_REQUEST,
            "This server does not answer for the host '%s'; name it in prompt-server.hosts"
                .formatted(name));
  }

  private boolean isOwn(String name) {
    return name.equals(LOCALHOST)
        || name.endsWith("." + LOCALHOST)
        || ADDRESS.matcher(name).matches()
        || names.contains(name);
  }

  private static String normal(String name) {
    String lower = name.strip().toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
