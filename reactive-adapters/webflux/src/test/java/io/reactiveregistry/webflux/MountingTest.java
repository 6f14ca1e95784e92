package io.reactiveregistry.webflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;
import static org.springframework.web.reactive.function.server.RouterFunctions.nest;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.reactiveregistry.contract.InMemoryRegistry;
import io.reactiveregistry.contract.Templates;
import io.reactiveregistry.error.OverloadedException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The routes in applications that know nothing of them: no Spring Boot, no error handler. */
class MountingTest {

  private final InMemoryRegistry registry = new InMemoryRegistry();

  @AfterEach
  void close() {
    registry.close();
  }

  private static WebTestClient client(RouterFunction<ServerResponse> routes) {
    return WebTestClient.bindToRouterFunction(routes).build();
  }

  private static WebTestClient.ResponseSpec put(WebTestClient client, String path) {
    return client
        .put()
        .uri(URI.create(path))
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue("{\"template\": \"x\"}")
        .exchange();
  }

  private static WebTestClient.ResponseSpec get(WebTestClient client, String path) {
    return client.get().uri(URI.create(path)).exchange();
  }

  @Test
  void whatIsSavedIsFoundWhereTheLocationSaysUnderABasePath() {
    WebTestClient client = client(TemplateRoutes.over(registry).basePath("/prompts").build());

    put(client, "/prompts/templates/a%2Fb%3Bc")
        .expectStatus()
        .isCreated()
        .expectHeader()
        .location("/prompts/templates/a%2Fb%3Bc");

    get(client, "/prompts/templates/a%2Fb%3Bc")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.id")
        .isEqualTo("a/b;c");
    get(client, "/templates/a%2Fb%3Bc").expectStatus().isNotFound();
  }

  @Test
  void theLocationFollowsRoutesThatAreNestedTwice() {
    WebTestClient client =
        client(
            nest(
                path("/api/{tenant}"), TemplateRoutes.over(registry).basePath("/prompts").build()));

    put(client, "/api/t%201/prompts/templates/a")
        .expectHeader()
        .location("/api/t%201/prompts/templates/a");
    get(client, "/api/t%201/prompts/templates/a/versions").expectStatus().isOk();
  }

  @Test
  void problemsNameThePathsWhereTheyAre() {
    WebTestClient client = client(TemplateRoutes.over(registry).basePath("/prompts").build());

    get(client, "/prompts/templates/absent")
        .expectStatus()
        .isNotFound()
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.instance")
        .isEqualTo("/prompts/templates/absent")
        .jsonPath("$.detail")
        .isEqualTo(
            "No template has the id 'absent'; GET /prompts/templates lists those that exist");
    get(client, "/prompts/templates/a/b")
        .expectBody()
        .jsonPath("$.detail")
        .value(String.class, detail -> assertThat(detail).contains("/prompts/templates/{id}"));
  }

  @Test
  void otherRoutesBesideThemAreLeftAlone() {
    WebTestClient client =
        client(
            TemplateRoutes.over(registry)
                .build()
                .andRoute(GET("/hello"), request -> ServerResponse.ok().bodyValue("hello"))
                .and(route(GET("/fails"), request -> Mono.error(new IllegalStateException()))));

    get(client, "/hello").expectBody(String.class).isEqualTo("hello");
    get(client, "/fails").expectStatus().is5xxServerError();
  }

  /** An answer depends on the form that is asked for, and on where the page is that asks. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/templates/a",
        "/templates/a/versions/1",
        "/templates",
        "/export",
        "/templates?view=ids"
      })
  void whatVariesByTheFormVariesByTheOriginTooWhereOthersMayAsk(String path) {
    registry.save(Templates.template("a", "1", "text")).block();
    UrlBasedCorsConfigurationSource others = new UrlBasedCorsConfigurationSource();
    others.registerCorsConfiguration("/**", new CorsConfiguration().applyPermitDefaultValues());
    WebTestClient client =
        WebTestClient.bindToRouterFunction(TemplateRoutes.over(registry).build())
            .webFilter(new CorsWebFilter(others))
            .build();

    for (HttpMethod method : List.of(HttpMethod.GET, HttpMethod.HEAD)) {
      HttpHeaders headers =
          client
              .method(method)
              .uri("http://server.example" + path)
              .header(HttpHeaders.ORIGIN, "https://page.example")
              .exchange()
              .expectStatus()
              .isOk()
              .returnResult(Void.class)
              .getResponseHeaders();
      assertThat(headers.getVary())
          .contains(HttpHeaders.ORIGIN)
          .containsOnlyOnce(HttpHeaders.ACCEPT);
    }
  }

  @Test
  void anErrorBeforeTheFirstByteOfABodyIsAProblemToo() {
    registry.close();
    WebTestClient client = client(TemplateRoutes.over(registry).build());

    for (String path : new String[] {"/templates", "/export", "/changes", "/templates/a"}) {
      get(client, path)
          .expectStatus()
          .isEqualTo(HttpStatus.SERVICE_UNAVAILABLE)
          .expectHeader()
          .contentType(MediaType.APPLICATION_PROBLEM_JSON)
          .expectHeader()
          .valueEquals(HttpHeaders.RETRY_AFTER, "10");
    }
  }

  @Test
  void aRegistryThatIsOverloadedHasTooManyRequestsAndSaysWhenToComeBack() {
    WebTestClient client =
        client(
            TemplateRoutes.over(
                    Intercepted.over(
                        registry,
                        "find",
                        own -> Mono.error(new OverloadedException("read", 1, "readQueueCapacity"))))
                .build());

    get(client, "/templates/a")
        .expectStatus()
        .isEqualTo(HttpStatus.TOO_MANY_REQUESTS)
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectHeader()
        .valueEquals(HttpHeaders.RETRY_AFTER, "1");
  }

  @Test
  void whatNobodyExpectedIsTheServersFaultAndToldWithoutItsText() {
    WebTestClient client =
        client(
            TemplateRoutes.over(
                    Intercepted.over(
                        registry,
                        "find",
                        own -> Mono.error(new IllegalStateException("/srv/secret"))))
                .build());

    get(client, "/templates/a")
        .expectStatus()
        .isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR)
        .expectBody(String.class)
        .value(body -> assertThat(body).contains("its log says why").doesNotContain("secret"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"prompts", "/", "/prompts/", "prompts/"})
  void aBasePathThatIsNoneIsRefused(String basePath) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TemplateRoutes.over(registry).basePath(basePath))
        .withMessageContaining("'" + basePath + "'");
  }

  @Test
  void withoutTheSizesOfAStoreTheStatisticsAreThoseOfEveryRegistry() {
    registry.save(Templates.template("a")).block();
    WebTestClient client = client(TemplateRoutes.over(registry).build());

    get(client, "/stats")
        .expectBody()
        .jsonPath("$.templates")
        .isEqualTo(1)
        .jsonPath("$.usedBytes")
        .doesNotExist();
  }
}
