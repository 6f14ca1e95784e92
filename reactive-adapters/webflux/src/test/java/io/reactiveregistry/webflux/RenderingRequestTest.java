package io.reactiveregistry.webflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.i18n.AcceptHeaderLocaleContextResolver;

/** A handler of an application that takes a template and inputs. */
class RenderingRequestTest {

  private final WebTestClient client =
      WebTestClient.bindToRouterFunction(
              RouterFunctions.route(
                  POST("/render"),
                  request ->
                      RenderingRequest.read(request, 1_000, Duration.ofSeconds(30))
                          .flatMap(
                              read ->
                                  ServerResponse.ok()
                                      .bodyValue(
                                          Map.of(
                                              "id",
                                              read.template().id(),
                                              "text",
                                              read.template().template(),
                                              "inputs",
                                              read.inputs())))))
          .handlerStrategies(
              HandlerStrategies.empty()
                  .codecs(codecs -> codecs.registerDefaults(true))
                  .localeContextResolver(new AcceptHeaderLocaleContextResolver())
                  .exceptionHandler(new ProblemExceptionHandler())
                  .build())
          .build();

  private WebTestClient.ResponseSpec post(MediaType type, String body) {
    return client.post().uri("/render").contentType(type).bodyValue(body).exchange();
  }

  private WebTestClient.ResponseSpec post(String body) {
    return post(MediaType.APPLICATION_JSON, body);
  }

  @Test
  void theTemplateAndItsInputsAreRead() {
    post("""
            {"template": {"id": "a", "template": "Hello {{ name }}"},
             "inputs": {"name": "Ada \\ud83d\\ude00", "list": [1, 2.5, null]}}
            """)
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.id")
        .isEqualTo("a")
        .jsonPath("$.text")
        .isEqualTo("Hello {{ name }}")
        .jsonPath("$.inputs.name")
        .isEqualTo("Ada 😀")
        .jsonPath("$.inputs.list")
        .isEqualTo(Arrays.asList(1, 2.5, null));
  }

  @Test
  void itNeedsNoInputs() {
    post("{\"template\": {\"id\": \"a\", \"template\": \"Hello\"}}")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.inputs")
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{|400||This is not JSON",
        "[]|422|body|it must be an object",
        "{}|422|template|it must be an object",
        "{\"template\": {\"template\": \"x\"}}|422|template.id|it is missing",
        "{\"template\": {\"id\": \"a\"}}|422|template.template|it is missing",
        "{\"template\": {\"id\": \"a\", \"template\": 1}}|422|template.template|it must be a text",
        "{\"template\": {\"id\": \"a\", \"template\": \"x\", \"text\": \"y\"}}|422|template.text|no such field",
        "{\"template\": {\"id\": \"a\", \"id\": \"b\", \"template\": \"x\"}}|400||is there already; remove one of them",
        "{\"template\": {\"id\": \"a\", \"template\": \"x\"}, \"inputs\": []}|422|inputs|it must be an object",
        "{\"template\": {\"id\": \"a\", \"template\": \"x\"}, \"input\": {}}|422|input|give only",
      })
  void whatCannotBeReadIsRefused(String body, int status, String path, String detail) {
    WebTestClient.BodyContentSpec problem =
        post(body).expectStatus().isEqualTo(status).expectBody();
    problem.jsonPath("$.detail").value(String.class, text -> assertThat(text).contains(detail));
    if (path == null) {
      problem.jsonPath("$.path").doesNotExist();
    } else {
      problem.jsonPath("$.path").isEqualTo(path);
    }
  }

  @Test
  void onlyJsonIsRead() {
    post(MediaType.TEXT_PLAIN, "{}").expectStatus().isEqualTo(415);
  }

  @Test
  void whatIsTooLargeIsNotRead() {
    post("{\"inputs\": {\"a\": \"%s\"}}".formatted("x".repeat(1_000)))
        .expectStatus()
        .isEqualTo(413);
  }
}
