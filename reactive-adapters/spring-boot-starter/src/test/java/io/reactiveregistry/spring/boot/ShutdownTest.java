package io.reactiveregistry.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reactiveregistry.Commit;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** An application that stops while requests and writes are under way. */
class ShutdownTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Sinks.Empty<Void> ARRIVAL = Sinks.empty();
  private static final Sinks.Empty<Void> RELEASE = Sinks.empty();

  @TempDir Path directory;

  @SpringBootApplication(proxyBeanMethods = false)
  static class Application {

    /** Asks the registry only when it is told to. */
    @Bean
    RouterFunction<ServerResponse> slow(ReactiveRegistry registry) {
      return RouterFunctions.route(
          RequestPredicates.GET("/slow"),
          request ->
              RELEASE
                  .asMono()
                  .doOnSubscribe(waits -> ARRIVAL.tryEmitEmpty())
                  .then(Mono.defer(() -> registry.load("a")))
                  .flatMap(template -> ServerResponse.ok().bodyValue(template.template())));
    }
  }

  @Test
  void whatWasAcceptedIsAnsweredBeforeTheRegistryIsClosedAndStreamsWithoutEndAreEnded() {
    ConfigurableApplicationContext context = start();
    ReactiveRegistry registry = context.getBean(ReactiveRegistry.class);
    registry.save(TemplateSpec.builder("a").template("Hello").build()).block(PATIENCE);
    WebClient client = client(context);
    Mono<String> slow = client.get().uri("/slow").retrieve().bodyToMono(String.class).cache();
    Flux<String> changes =
        client.get().uri("/changes?after=0").retrieve().bodyToFlux(String.class).cache();
    slow.subscribe();
    assertThat(changes.blockFirst(PATIENCE)).contains("\"kind\":\"saved\"");
    ARRIVAL.asMono().block(PATIENCE);

    CompletableFuture<Void> closing = CompletableFuture.runAsync(context::close);
    StepVerifier.create(changes.skip(1).ignoreElements()).expectComplete().verify(PATIENCE);
    RELEASE.tryEmitEmpty().orThrow();

    assertThat(slow.block(PATIENCE)).isEqualTo("Hello");
    assertThat(closing).succeedsWithin(PATIENCE);
    assertThat(isClosed(registry)).isTrue();
  }

  /** Its event reaches the listeners of the application, too. */
  @Test
  void aContextBelowTheApplicationEndsNoStreamsWhenItIsClosed() {
    try (ConfigurableApplicationContext context = start()) {
      AnnotationConfigApplicationContext below = new AnnotationConfigApplicationContext();
      below.setParent(context);
      below.refresh();
      below.close();
      ReactiveRegistry registry = context.getBean(ReactiveRegistry.class);
      registry.save(TemplateSpec.builder("a").template("Hello").build()).block(PATIENCE);

      StepVerifier.create(
              client(context)
                  .get()
                  .uri("/changes?after=0")
                  .retrieve()
                  .bodyToFlux(String.class)
                  .map(change -> change.contains("\"kind\":\"saved\"")))
          .expectNext(true)
          .thenCancel()
          .verify(PATIENCE);
    }
  }

  @Test
  void aWriteThatWasAcceptedAndWaitsIsDoneAndThereAfterARestart() throws IOException {
    ConfigurableApplicationContext context = start();
    ReactiveRegistry registry = context.getBean(ReactiveRegistry.class);
    registry.save(TemplateSpec.builder("a").template("first").build()).block(PATIENCE);
    CompletableFuture<Commit> waiting;
    CompletableFuture<Void> closing;
    try (OtherWriter writer = OtherWriter.to(directory.resolve("store"))) {
      waiting = registry.save(TemplateSpec.builder("b").template("second").build()).toFuture();
      closing = CompletableFuture.runAsync(context::close);
      await().atMost(PATIENCE).until(() -> isClosed(registry));
      assertThat(writer.isWriting()).isTrue();
      assertThat(waiting).isNotDone();
      assertThat(closing).isNotDone();
    }
    assertThat(waiting).succeedsWithin(PATIENCE);
    assertThat(closing).succeedsWithin(PATIENCE);

    try (ConfigurableApplicationContext again = start()) {
      ReactiveRegistry reopened = again.getBean(ReactiveRegistry.class);
      assertThat(reopened.load("b").block(PATIENCE).template()).isEqualTo("second");
    }
  }

  private static boolean isClosed(ReactiveRegistry registry) {
    return registry.count().materialize().block(PATIENCE).isOnError();
  }

  private ConfigurableApplicationContext start() {
    return new SpringApplication(Application.class)
        .run(
            "--server.port=0",
            "--server.shutdown=graceful",
            "--spring.main.banner-mode=off",
            "--reactive-registry.path=" + directory.resolve("store"),
            "--reactive-registry.web.enabled=true");
  }

  private static WebClient client(ConfigurableApplicationContext context) {
    int port =
        Objects.requireNonNull(((ReactiveWebServerApplicationContext) context).getWebServer())
            .getPort();
    return WebClient.create("http://localhost:" + port);
  }
}
