package io.reactiveregistry.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.contract.InMemoryRegistry;
import io.reactiveregistry.contract.Templates;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

class RouteGroupsTest {

  private final InMemoryRegistry registry = new InMemoryRegistry();

  @BeforeEach
  void saveOne() {
    registry.save(Templates.template("a", "1.0.0")).block();
    registry.setLabel("a", "live", "1.0.0").block();
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private static WebTestClient client(TemplateRoutesBuilder routes) {
    return WebTestClient.bindToRouterFunction(routes.build()).build();
  }

  private static WebTestClient.ResponseSpec send(
      WebTestClient client, HttpMethod method, String path) {
    return client
        .method(method)
        .uri(path)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue("{\"template\": \"other\"}")
        .exchange();
  }

  @ParameterizedTest
  @CsvSource({
    "READING, GET, /templates",
    "READING, GET, /templates/a/versions",
    "READING, GET, /templates/a/diff",
    "WRITING, POST, /templates/a/rollback",
    "LABELS, GET, /templates/a/labels",
    "LABELS, PUT, /templates/a/labels/live",
    "LABELS, POST, /releases",
    "CHANGES, GET, /changes",
    "IMPORT, POST, /import",
    "EXPORT, GET, /export",
    "STATISTICS, GET, /stats",
  })
  void whatIsLeftOutIsNotThere(RouteGroup group, HttpMethod method, String path) {
    WebTestClient client = client(TemplateRoutes.over(registry).without(group));
    send(client, method, path).expectStatus().isNotFound();
  }

  @Test
  void aMethodThatIsLeftOutIsNotAllowedWhereOthersAreLeft() {
    WebTestClient client = client(TemplateRoutes.over(registry).without(RouteGroup.WRITING));
    expectNotAllowed(send(client, HttpMethod.PUT, "/templates/a"));
    expectNotAllowed(send(client, HttpMethod.DELETE, "/templates/a/versions/1.0.0"));
    client.get().uri("/templates/a").exchange().expectStatus().isOk();
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /templates/a",
    "DELETE, /templates/a",
    "DELETE, /templates/a/versions/1.0.0",
    "PUT, /templates/a/labels/live",
    "DELETE, /templates/a/labels/live",
  })
  void aMethodThatWritesIsNotAllowedWhereOnlyReadingIs(HttpMethod method, String path) {
    expectNotAllowed(send(client(TemplateRoutes.over(registry).readOnly()), method, path));
    assertNothingDone();
  }

  @ParameterizedTest
  @CsvSource({"/templates/a/rollback", "/releases", "/import"})
  void whatCanOnlyWriteIsForbiddenWhereOnlyReadingIs(String path) {
    send(client(TemplateRoutes.over(registry).readOnly()), HttpMethod.POST, path)
        .expectStatus()
        .isForbidden()
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.detail")
        .isEqualTo("Templates can only be read here; nothing was done");
    assertNothingDone();
  }

  @ParameterizedTest
  @CsvSource({
    "/templates", "/templates/a", "/templates/a@live", "/templates/a/versions/1.0.0",
    "/templates/a/labels", "/templates/a/labels/live", "/export", "/stats"
  })
  void whatReadsIsOfferedWhereOnlyReadingIs(String path) {
    client(TemplateRoutes.over(registry).readOnly())
        .get()
        .uri(path)
        .exchange()
        .expectStatus()
        .isOk();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/templates | GET,HEAD,OPTIONS",
        "/templates/a | GET,HEAD,PUT,DELETE,OPTIONS",
        "/templates/a@live | GET,HEAD,PUT,DELETE,OPTIONS",
        "/templates/absent | GET,HEAD,PUT,DELETE,OPTIONS",
        "/templates/a/versions | GET,HEAD,OPTIONS",
        "/templates/a/versions/1.0.0 | GET,HEAD,DELETE,OPTIONS",
        "/templates/a/diff | GET,HEAD,OPTIONS",
        "/templates/a/rollback | POST,OPTIONS",
        "/templates/a/labels | GET,HEAD,OPTIONS",
        "/templates/a/labels/live | GET,HEAD,PUT,DELETE,OPTIONS",
        "/releases | POST,OPTIONS",
        "/import | POST,OPTIONS",
        "/export | GET,HEAD,OPTIONS",
        "/changes | GET,HEAD,OPTIONS",
        "/stats | GET,HEAD,OPTIONS",
      })
  void optionsNamesTheMethodsThatAreOffered(String path, String allowed) {
    expectOptions(client(TemplateRoutes.over(registry)), path, allowed);
    assertNothingDone();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/templates/a | GET,HEAD,OPTIONS",
        "/templates/a/versions/1.0.0 | GET,HEAD,OPTIONS",
        "/templates/a/labels/live | GET,HEAD,OPTIONS",
        "/templates/a/rollback | OPTIONS",
        "/releases | OPTIONS",
        "/import | OPTIONS",
        "/stats | GET,HEAD,OPTIONS",
      })
  void optionsNamesNoMethodThatWritesWhereOnlyReadingIs(String path, String allowed) {
    expectOptions(client(TemplateRoutes.over(registry).readOnly()), path, allowed);
  }

  @Test
  void optionsNamesWhatIsLeftWhereAGroupIsLeftOut() {
    WebTestClient client = client(TemplateRoutes.over(registry).without(RouteGroup.READING));
    expectOptions(client, "/templates/a", "PUT,DELETE,OPTIONS");
    client.options().uri("/templates").exchange().expectStatus().isNotFound();
    client.options().uri("/templates/a/nothing").exchange().expectStatus().isNotFound();
  }

  @Test
  void optionsFollowsTheBasePath() {
    expectOptions(
        client(TemplateRoutes.over(registry).basePath("/prompts")),
        "/prompts/stats",
        "GET,HEAD,OPTIONS");
  }

  /** A browser asks so before it sends what a page of another site wants to write. */
  @ParameterizedTest
  @CsvSource({"false", "true"})
  void optionsGivesNoLeaveToPagesOfOtherSites(boolean readOnly) {
    TemplateRoutesBuilder routes = TemplateRoutes.over(registry);
    client(readOnly ? routes.readOnly() : routes)
        .options()
        .uri("/templates/a")
        .header(HttpHeaders.ORIGIN, "http://evil.example")
        .header(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD, "PUT")
        .exchange()
        .expectHeader()
        .doesNotExist(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)
        .expectHeader()
        .doesNotExist(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS);
  }

  private static void expectOptions(WebTestClient client, String path, String allowed) {
    client
        .options()
        .uri(path)
        .exchange()
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals(HttpHeaders.ALLOW, allowed)
        .expectBody()
        .isEmpty();
  }

  private static void expectNotAllowed(WebTestClient.ResponseSpec response) {
    response
        .expectStatus()
        .isEqualTo(HttpStatus.METHOD_NOT_ALLOWED)
        .expectHeader()
        .value(
            HttpHeaders.ALLOW,
            allowed ->
                assertThat(Set.of(allowed.split(","))).isEqualTo(Set.of("GET", "HEAD", "OPTIONS")));
  }

  private void assertNothingDone() {
    assertThat(registry.load("a").block()).isEqualTo(Templates.template("a", "1.0.0"));
    assertThat(registry.labels("a").block()).containsEntry("live", "1.0.0");
  }
}
