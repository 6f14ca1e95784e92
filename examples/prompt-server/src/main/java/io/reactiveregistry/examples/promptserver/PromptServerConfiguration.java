package io.reactiveregistry.examples.promptserver;

import static org.springframework.web.reactive.function.server.RequestPredicates.path;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.reactiveregistry.jinja.TemplateRenderer;
import io.reactiveregistry.spring.boot.ReactiveRegistryProperties;
import io.reactiveregistry.spring.boot.RegistryWebProperties;
import io.reactiveregistry.webflux.ProblemExceptionHandler;
import java.util.Map;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/**
 * Puts together what this server has beside the registry, its cache, its routes, health and meters:
 * those come with the starter.
 */
@Configuration(proxyBeanMethods = false)
class PromptServerConfiguration {

  /** Renderings that wait; each takes a second at most. */
  private static final int WAITING_PREVIEWS = 64;

  @Bean
  AccessToken accessToken(PromptServerProperties properties) {
    return new AccessToken(properties.token());
  }

  @Bean
  NettyServerCustomizer clientLimits(PromptServerProperties properties) {
    return new ClientLimits(properties);
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  WebFilter hostFilter(PromptServerProperties properties) {
    return new HostFilter(properties.hosts());
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE + 1)
  WebFilter crossSiteWriteFilter() {
    return new CrossSiteWriteFilter();
  }

  /** Also before the endpoints of the Actuator. */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE + 2)
  WebFilter tokenFilter(AccessToken token, PageFiles files) {
    return new TokenFilter(token, files);
  }

  @Bean
  PageFiles pageFiles(PromptServerProperties properties) {
    return PageFiles.read(properties.page());
  }

  @Bean
  RouterFunction<ServerResponse> page(PageFiles files) {
    PageHandler page = new PageHandler(files);
    return route(path("/").or(path("/page/**")), page::get).filter(AllowedMethods.toRead());
  }

  @Bean
  OfferedRoutes offeredRoutes(
      ReactiveRegistryProperties store,
      RegistryWebProperties web,
      WebEndpointProperties endpoints) {
    new OwnPaths(endpoints.getBasePath()).requireNotAt(web.basePath());
    return new OfferedRoutes(store, web);
  }

  @Bean
  RouterFunction<ServerResponse> settings(AccessToken token, OfferedRoutes routes) {
    SettingsHandler settings = new SettingsHandler(routes, token.isRequired());
    return route(path("/settings"), settings::get).filter(AllowedMethods.toRead());
  }

  /** Templates under work differ with every letter, so that none is worth keeping. */
  @Bean
  TemplateRenderer previewRenderer() {
    return TemplateRenderer.builder().cachingDisabled().queueCapacity(WAITING_PREVIEWS).build();
  }

  /** It has limits of the routes, which refuse values that cannot be. */
  @Bean
  @DependsOn("reactiveRegistryRoutes")
  RouterFunction<ServerResponse> preview(TemplateRenderer renderer, RegistryWebProperties web) {
    PreviewHandler preview =
        new PreviewHandler(
            renderer, Math.toIntExact(web.maxBodySize().toBytes()), web.bodyTimeout());
    return route(path("/preview"), preview::post).filter(AllowedMethods.toPost());
  }

  @Bean
  MeterFilter latencyBuckets() {
    return new LatencyBuckets();
  }

  @Bean
  RouterFunction<ServerResponse> dashboard(MeterRegistry meters, OfferedRoutes routes) {
    DashboardHandler dashboard =
        new DashboardHandler(new DashboardReadings(meters, routes.basePath()));
    return route(path("/dashboard"), dashboard::get).filter(AllowedMethods.toRead());
  }

  /** What is wrong beside the routes is told as they do; that of the starter is for registries. */
  @Bean
  ProblemExceptionHandler problems() {
    return new ProblemExceptionHandler();
  }

  /** Behind everything else: what nobody knows is told as a problem. */
  @Bean
  HandlerMapping unknownPaths() {
    WebHandler unknown = PromptServerConfiguration::unknown;
    return new SimpleUrlHandlerMapping(Map.of("/**", unknown), Ordered.LOWEST_PRECEDENCE);
  }

  private static Mono<Void> unknown(ServerWebExchange exchange) {
    return Mono.error(
        new ResponseStatusException(
            HttpStatus.NOT_FOUND,
            "There is no such resource; the server has printed those that there are when it started"));
  }
}
