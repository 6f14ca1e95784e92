package io.reactiveregistry.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.webflux.ProblemExceptionHandler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** Who answers which error of an application that has the HTTP interface, too. */
class ApplicationErrorsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path directory;

  @EnableAutoConfiguration
  @Import(Orders.class)
  static class Application {}

  @RestController
  static class Orders {

    private final ReactiveRegistry prompts;

    Orders(ReactiveRegistry prompts) {
      this.prompts = prompts;
    }

    @ResponseStatus(HttpStatus.NOT_FOUND)
    static class NoSuchOrderException extends RuntimeException {
      private static final long serialVersionUID = 1L;
    }

    @GetMapping("/orders/absent")
    Mono<String> absent() {
      return Mono.error(new NoSuchOrderException());
    }

    @GetMapping("/orders/taken")
    Mono<String> taken() {
      return Mono.error(new ResponseStatusException(HttpStatus.CONFLICT));
    }

    @GetMapping("/orders/broken")
    Mono<String> broken() {
      return Mono.error(new IllegalStateException());
    }

    @GetMapping("/orders/prompt")
    Mono<String> prompt() {
      return prompts.load("absent").map(TemplateSpec::template);
    }
  }

  /**
   * @param detail what the body contains, among others
   */
  private record Expected(String path, int status, String detail) {}

  @Test
  void errorsThatAreTheApplicationsAreAnsweredAsSpringBootDoes() {
    List<Expected> errors =
        List.of(
            new Expected("/orders/absent", 404, "Not Found"),
            new Expected("/orders/taken", 409, "Conflict"),
            new Expected("/orders/broken", 500, "Internal Server Error"),
            new Expected("/orders/nowhere/at/all", 404, "Not Found"),
            new Expected("/prompts/nowhere", 404, "Not Found"));
    try (ConfigurableApplicationContext context = start(Application.class)) {
      assertThat(errors)
          .allSatisfy(
              error ->
                  assertThat(answered(context, error, MediaType.APPLICATION_JSON))
                      .contains("\"timestamp\"", "\"requestId\""));
    }
  }

  @Test
  void errorsOfTheRegistryAndOfItsRoutesAreProblems() {
    List<Expected> errors =
        List.of(
            new Expected("/orders/prompt", 404, "No template has the id 'absent'"),
            new Expected("/prompts/templates/absent", 404, "GET /prompts/templates lists"),
            new Expected("/prompts/templates/a/b/c", 404, "There is no such resource"),
            new Expected("/prompts/templates?limit=x", 400, "limit"));
    try (ConfigurableApplicationContext context = start(Application.class)) {
      assertThat(errors)
          .allSatisfy(
              error ->
                  assertThat(answered(context, error, MediaType.APPLICATION_PROBLEM_JSON))
                      .doesNotContain("\"timestamp\""));
    }
  }

  @EnableAutoConfiguration
  @Import({Orders.class, ProblemExceptionHandler.class})
  static class ApplicationOfProblems {}

  @Test
  void anApplicationThatWantsProblemsForAllItsErrorsDeclaresTheHandler() {
    try (ConfigurableApplicationContext context = start(ApplicationOfProblems.class)) {
      assertThat(context.containsBean("reactiveRegistryProblems")).isFalse();
      assertThat(
              List.of(
                  new Expected("/orders/absent", 500, "its log says why"),
                  new Expected("/orders/taken", 409, "Conflict"),
                  new Expected("/nowhere", 404, "Not Found")))
          .allSatisfy(error -> answered(context, error, MediaType.APPLICATION_PROBLEM_JSON));
    }
  }

  private ConfigurableApplicationContext start(Class<?> application) {
    return new SpringApplication(application)
        .run(
            "--server.port=0",
            "--spring.main.banner-mode=off",
            "--reactive-registry.path=" + directory.resolve("store"),
            "--reactive-registry.web.enabled=true",
            "--reactive-registry.web.base-path=/prompts");
  }

  private static String answered(
      ConfigurableApplicationContext context, Expected error, MediaType type) {
    int port =
        Objects.requireNonNull(((ReactiveWebServerApplicationContext) context).getWebServer())
            .getPort();
    ResponseEntity<String> answer =
        Objects.requireNonNull(
            WebClient.create("http://localhost:" + port)
                .get()
                .uri(error.path())
                .exchangeToMono(response -> response.toEntity(String.class))
                .block(PATIENCE));
    assertThat(answer.getStatusCode().value()).isEqualTo(error.status());
    assertThat(answer.getHeaders().getContentType()).isEqualTo(type);
    assertThat(answer.getBody()).contains(error.detail());
    return Objects.requireNonNull(answer.getBody());
  }
}
