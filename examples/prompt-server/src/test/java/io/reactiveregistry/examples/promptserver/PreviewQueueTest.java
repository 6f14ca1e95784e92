package io.reactiveregistry.examples.promptserver;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.jinja.TemplateRenderer;
import io.reactiveregistry.webflux.ProblemExceptionHandler;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunctions;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Schedulers;

/** More previews at once than may wait. */
class PreviewQueueTest {

  private static final TemplateSpec TEMPLATE = TemplateSpec.builder("a").template("Hello").build();

  /** Its threads never come to anything, so that whatever is to be rendered waits. */
  private final TemplateRenderer renderer =
      TemplateRenderer.builder()
          .scheduler(Schedulers.fromExecutor(rendering -> {}))
          .threads(1)
          .queueCapacity(1)
          .build();

  private final PreviewHandler handler =
      new PreviewHandler(renderer, 1_000, Duration.ofSeconds(60));

  private final WebTestClient client =
      WebTestClient.bindToRouterFunction(
              RouterFunctions.route(RequestPredicates.POST("/preview"), handler::post))
          .handlerStrategies(
              HandlerStrategies.builder().exceptionHandler(new ProblemExceptionHandler()).build())
          .build();

  @Test
  void oneTooManyIsRefusedAtOnce() {
    Disposable waiting =
        Disposables.composite(
            renderer.render(TEMPLATE, Map.of()).subscribe(),
            renderer.render(TEMPLATE, Map.of()).subscribe());
    client
        .post()
        .uri("/preview")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue("{\"template\": {\"id\": \"a\", \"template\": \"Hello\"}}")
        .exchange()
        .expectStatus()
        .isEqualTo(HttpStatus.TOO_MANY_REQUESTS)
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectHeader()
        .valueEquals(HttpHeaders.RETRY_AFTER, "1");
    waiting.dispose();
  }
}
