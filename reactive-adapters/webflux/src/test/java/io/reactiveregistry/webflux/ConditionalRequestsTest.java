package io.reactiveregistry.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.contract.InMemoryRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;

class ConditionalRequestsTest {

  private static final String NEW_TEXT = "{\"version\": \"2\", \"template\": \"new\"}";

  @TempDir static Path directory;
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.start(directory.resolve("store"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void saveOne() {
    server
        .put("/templates/a", "{\"version\": \"1\", \"template\": \"old\"}")
        .expectStatus()
        .is2xxSuccessful();
  }

  private static String hash() {
    return Objects.requireNonNull(
        server.registry().load("a").map(TemplateSpec::contentHash).block());
  }

  private static String tag() {
    return "\"" + hash() + "\"";
  }

  private static String text() {
    return Objects.requireNonNull(server.registry().load("a").map(TemplateSpec::template).block());
  }

  private static WebTestClient.ResponseSpec send(
      HttpMethod method, String path, String header, String value) {
    WebTestClient.RequestBodySpec request =
        server.client().method(method).uri(server.uri(path)).header(header, value);
    return method.equals(HttpMethod.PUT)
        ? request.contentType(MediaType.APPLICATION_JSON).bodyValue(NEW_TEXT).exchange()
        : request.exchange();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/templates/a", "/templates/a/versions/1", "/templates/a/labels/read"})
  void whoReadsUnderAConditionIsToldWhetherItHolds(String path) {
    server.put("/templates/a/labels/read", "{\"version\": \"1\"}").expectStatus().is2xxSuccessful();
    String tag = server.get(path).returnResult(String.class).getResponseHeaders().getETag();
    send(HttpMethod.GET, path, HttpHeaders.IF_NONE_MATCH, "*").expectStatus().isNotModified();
    send(HttpMethod.GET, path, HttpHeaders.IF_NONE_MATCH, tag)
        .expectStatus()
        .isNotModified()
        .expectHeader()
        .valueEquals(HttpHeaders.ETAG, tag);
    send(HttpMethod.GET, path, HttpHeaders.IF_NONE_MATCH, "\"x\"").expectStatus().isOk();
    send(HttpMethod.GET, path, HttpHeaders.IF_MATCH, "*").expectStatus().isOk();
    send(HttpMethod.GET, path, HttpHeaders.IF_MATCH, "\"x\", " + tag).expectStatus().isOk();
    send(HttpMethod.GET, path, HttpHeaders.IF_MATCH, "x").expectStatus().isBadRequest();
    for (String other : List.of("\"x\"", "W/" + tag)) {
      send(HttpMethod.GET, path, HttpHeaders.IF_MATCH, other)
          .expectStatus()
          .isEqualTo(HttpStatus.PRECONDITION_FAILED)
          .expectHeader()
          .contentType(MediaType.APPLICATION_PROBLEM_JSON)
          .expectBody()
          .jsonPath("$.expected")
          .isEqualTo(other)
          .jsonPath("$.actual")
          .isEqualTo(tag);
    }
  }

  @Test
  void aTemplateComesWithItsContentHashAsAStrongTag() {
    server
        .get("/templates/a")
        .expectHeader()
        .valueEquals(HttpHeaders.ETAG, tag())
        .expectHeader()
        .valueEquals(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    server.get("/templates/a/versions/1").expectHeader().valueEquals(HttpHeaders.ETAG, tag());
    server
        .get("/templates/a", MediaType.APPLICATION_YAML)
        .expectHeader()
        .valueEquals(HttpHeaders.ETAG, "\"" + hash() + "-yaml\"");
  }

  @ParameterizedTest
  @CsvSource({"%s", "W/%s", "'\"other\", %s'"})
  void whatTheClientHasIsNotSentAgain(String pattern) {
    for (String path : new String[] {"/templates/a", "/templates/a/versions/1"}) {
      send(HttpMethod.GET, path, HttpHeaders.IF_NONE_MATCH, pattern.formatted(tag()))
          .expectStatus()
          .isNotModified()
          .expectHeader()
          .valueEquals(HttpHeaders.ETAG, tag())
          .expectHeader()
          .valueEquals(HttpHeaders.VARY, HttpHeaders.ACCEPT)
          .expectBody()
          .isEmpty();
    }
  }

  @Test
  void whatHasChangedOrIsOfTheOtherFormIsSent() {
    String tag = tag();
    server
        .client()
        .get()
        .uri("/templates/a")
        .accept(MediaType.APPLICATION_YAML)
        .header(HttpHeaders.IF_NONE_MATCH, tag)
        .exchange()
        .expectStatus()
        .isOk();
    server.put("/templates/a", NEW_TEXT).expectStatus().isOk();
    send(HttpMethod.GET, "/templates/a", HttpHeaders.IF_NONE_MATCH, tag).expectStatus().isOk();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"%s\"", "\"%s-yaml\"", "\"other\", \"%s\"", "*"})
  void aSaveWithTheTagOfTheCurrentTemplateIsDone(String pattern) {
    send(HttpMethod.PUT, "/templates/a", HttpHeaders.IF_MATCH, pattern.formatted(hash()))
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.contentHash")
        .value(String.class, saved -> assertThat(saved).isEqualTo(hash()));
    assertThat(text()).isEqualTo("new");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE"})
  void aTagThatHasBeenReplacedIsRefusedWithBothHashes(String method) {
    String seen = hash();
    server.put("/templates/a", "{\"version\": \"1\", \"template\": \"of another\"}");

    send(HttpMethod.valueOf(method), "/templates/a", HttpHeaders.IF_MATCH, "\"" + seen + "\"")
        .expectStatus()
        .isEqualTo(HttpStatus.PRECONDITION_FAILED)
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.expected")
        .isEqualTo(seen)
        .jsonPath("$.actual")
        .isEqualTo(hash())
        .jsonPath("$.detail")
        .value(String.class, detail -> assertThat(detail).contains("GET it and decide anew"));
    assertThat(text()).isEqualTo("of another");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"other\"", "\"other\", \"one more\"", "W/\"%s\""})
  void aTagThatIsNotTheTemplatesIsRefused(String pattern) {
    for (HttpMethod method : List.of(HttpMethod.PUT, HttpMethod.DELETE)) {
      send(method, "/templates/a", HttpHeaders.IF_MATCH, pattern.formatted(hash()))
          .expectStatus()
          .isEqualTo(HttpStatus.PRECONDITION_FAILED);
    }
    assertThat(text()).isEqualTo("old");
  }

  @Test
  void ofATemplateThatIsNotThereNothingMatches() {
    send(HttpMethod.PUT, "/templates/absent", HttpHeaders.IF_MATCH, "*")
        .expectStatus()
        .isEqualTo(HttpStatus.PRECONDITION_FAILED)
        .expectBody()
        .jsonPath("$.detail")
        .isEqualTo("There is no template 'absent'; nothing was done");
    assertThat(server.registry().exists("absent").block()).isFalse();
  }

  @Test
  void onlyANewTemplateIsSavedWhereNoneMayBeThere() {
    send(HttpMethod.PUT, "/templates/a", HttpHeaders.IF_NONE_MATCH, "*")
        .expectStatus()
        .isEqualTo(HttpStatus.PRECONDITION_FAILED)
        .expectBody()
        .jsonPath("$.actual")
        .isEqualTo(hash())
        .jsonPath("$.detail")
        .isEqualTo("There is a template 'a' already; nothing was done");
    assertThat(text()).isEqualTo("old");
    send(HttpMethod.PUT, "/templates/new", HttpHeaders.IF_NONE_MATCH, "*")
        .expectStatus()
        .isCreated();
  }

  /** A cache may not have heard yet of what the store has decided upon. */
  @ParameterizedTest
  @CsvSource({"If-None-Match, /templates/new, true, 201", "If-Match, /templates/a, false, 200"})
  void aConditionThatHeldSaysByItselfWhetherThereWasATemplate(
      String header, String path, boolean seen, int status) {
    InMemoryRegistry store = new InMemoryRegistry();
    store.save(TemplateSpec.builder("a").template("old").build()).block();
    try (RunningServer behind =
        RunningServer.start(
            Intercepted.over(store, "exists", own -> Mono.just(seen)), routes -> routes)) {
      behind
          .client()
          .put()
          .uri(path)
          .header(header, "*")
          .contentType(MediaType.APPLICATION_JSON)
          .bodyValue(NEW_TEXT)
          .exchange()
          .expectStatus()
          .isEqualTo(status);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT|If-Match|unquoted|If-Match has no entity tag",
        "PUT|If-None-Match|\"other\"|If-None-Match must be *",
        "DELETE|If-Match|unquoted|If-Match has no entity tag",
        "DELETE|If-None-Match|*|DELETE takes If-Match, but not If-None-Match",
        "DELETE|If-None-Match|\"other\"|DELETE takes If-Match, but not If-None-Match",
      })
  void aConditionThatCannotBeHeededIsABadRequest(
      String method, String header, String value, String detail) {
    send(HttpMethod.valueOf(method), "/templates/a", header, value)
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.detail")
        .value(String.class, text -> assertThat(text).contains(detail));
    assertThat(text()).isEqualTo("old");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE"})
  void twoConditionsThatContradictEachOtherAreABadRequest(String method) {
    server
        .client()
        .method(HttpMethod.valueOf(method))
        .uri("/templates/a")
        .header(HttpHeaders.IF_MATCH, tag())
        .header(HttpHeaders.IF_NONE_MATCH, "*")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(NEW_TEXT)
        .exchange()
        .expectStatus()
        .isBadRequest();
    assertThat(text()).isEqualTo("old");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"%s\"", "\"%s-yaml\"", "\"other\", \"%s\"", "*"})
  void aDeletionWithTheTagOfTheCurrentTemplateIsDone(String pattern) {
    send(HttpMethod.DELETE, "/templates/a", HttpHeaders.IF_MATCH, pattern.formatted(hash()))
        .expectStatus()
        .isNoContent()
        .expectBody()
        .isEmpty();
    assertThat(server.registry().exists("a").block()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "\"other\", \"one more\"", "\"%s\""})
  void aDeletionOfATemplateThatIsNotThereMatchesNothing(String pattern) {
    send(HttpMethod.DELETE, "/templates/absent", HttpHeaders.IF_MATCH, pattern.formatted(hash()))
        .expectStatus()
        .isEqualTo(HttpStatus.PRECONDITION_FAILED)
        .expectBody()
        .jsonPath("$.detail")
        .isEqualTo("There is no template 'absent'; nothing was done");
    server.delete("/templates/absent").expectStatus().isNotFound();
  }

  @ParameterizedTest
  @ValueSource(strings = {HttpHeaders.IF_MATCH, HttpHeaders.IF_NONE_MATCH})
  void theDeletionOfAVersionDoesNotPassOverACondition(String header) {
    send(HttpMethod.DELETE, "/templates/a/versions/1", header, tag()).expectStatus().isBadRequest();
    assertThat(text()).isEqualTo("old");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"W/*", "*x", "* *", "*,\"no\"", "garbage,*", "\"a\"\"b\"", "w/\"a\"", "\"a"})
  void whatIsNoListOfTagsIsRefusedAndNeverTakenForAStar(String header) {
    send(HttpMethod.PUT, "/templates/a", HttpHeaders.IF_MATCH, header)
        .expectStatus()
        .isBadRequest();
    send(HttpMethod.DELETE, "/templates/a", HttpHeaders.IF_MATCH, header)
        .expectStatus()
        .isBadRequest();
    assertThat(text()).isEqualTo("old");
  }
}
