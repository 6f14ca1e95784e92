package io.reactiveregistry.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.WebClient;

/** A real application with a web server. */
class StartedApplicationTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path directory;

  @SpringBootApplication(proxyBeanMethods = false)
  static class Application {}

  @Test
  void itTellsItsHealthAndItsFigures() {
    try (ConfigurableApplicationContext context = start()) {
      context
          .getBean(ReactiveRegistry.class)
          .save(TemplateSpec.builder("secret.id").template("secret body").build())
          .block(PATIENCE);

      assertThat(get(context, "/actuator/health"))
          .containsEntry("status", "UP")
          .extractingByKey("components")
          .asString()
          .contains("reactiveRegistry", "revision=1");
      Map<String, Object> figures = get(context, "/actuator/registry");
      assertThat(figures).containsEntry("templates", 1).containsEntry("revision", 1);
      assertThat(figures.get("vault")).asString().contains("hits=");
      assertThat(figures.get("storage")).asString().contains("mapSize=");
      assertThat(figures.toString()).doesNotContain("secret").doesNotContain(directory.toString());
    }
  }

  @Test
  void whatItDoesIsMeasured() {
    try (ConfigurableApplicationContext context = start()) {
      ReactiveRegistry registry = context.getBean(ReactiveRegistry.class);
      registry
          .save(TemplateSpec.builder("a").template("Hello").build())
          .then(registry.load("a"))
          .then(registry.load("a"))
          .block(PATIENCE);

      MeterRegistry meters = context.getBean(MeterRegistry.class);
      assertThat(
              meters
                  .get("reactive.registry.operations")
                  .tags("operation", "save", "outcome", "success")
                  .counter()
                  .count())
          .isEqualTo(1);
      assertThat(vaultReads(meters, "hit")).isEqualTo(1);
      assertThat(vaultReads(meters, "miss")).isEqualTo(1);
      assertThat(meters.get("reactive.registry.map.size").gauge().value()).isPositive();
    }
  }

  private static double vaultReads(MeterRegistry meters, String result) {
    return meters
        .get("reactive.registry.vault.reads")
        .tags("result", result)
        .functionCounter()
        .count();
  }

  @Test
  void whatIsMeasuredOfRequestsIsThereToBeScraped() {
    try (ConfigurableApplicationContext context =
        start(
            "--reactive-registry.web.enabled=true",
            "--management.endpoints.web.exposure.include=prometheus")) {
      assertThat(status(context, HttpMethod.GET, "/templates/absent")).isEqualTo(404);
      assertThat(status(context, HttpMethod.GET, "/templates/absent")).isEqualTo(404);

      assertThat(text(context, "/actuator/prometheus").lines())
          .contains("reactive_registry_vault_reads_total{result=\"miss\"} 1.0")
          .anyMatch(line -> line.startsWith("reactive_registry_map_size_bytes"))
          .anyMatch(
              line ->
                  line.startsWith("http_server_requests_seconds_count")
                      && line.contains("status=\"404\""));
    }
  }

  @Test
  void itNeedNotBeMeasured() {
    try (ConfigurableApplicationContext context =
        start("--reactive-registry.metrics.enabled=false")) {
      assertThat(context.getBean(MeterRegistry.class).find("reactive.registry.operations").meters())
          .isEmpty();
    }
  }

  @Test
  void theHttpInterfaceIsThereWhereItIsAskedFor() {
    try (ConfigurableApplicationContext context =
        start(
            "--reactive-registry.web.enabled=true", "--reactive-registry.web.base-path=/prompts")) {
      context
          .getBean(ReactiveRegistry.class)
          .save(TemplateSpec.builder("a").template("Hello").build())
          .block(PATIENCE);

      assertThat(get(context, "/prompts/templates/a")).containsEntry("template", "Hello");
      assertThat(get(context, "/prompts/stats")).containsKey("fileSize");
      assertThat(status(context, HttpMethod.DELETE, "/prompts/templates/a")).isEqualTo(204);
      assertThat(status(context, HttpMethod.GET, "/prompts/templates/a")).isEqualTo(404);
    }
  }

  @Test
  void itIsNotThereByItself() {
    try (ConfigurableApplicationContext context = start()) {
      assertThat(status(context, HttpMethod.GET, "/templates")).isEqualTo(404);
    }
  }

  @Test
  void itCanBeForReadingOnly() {
    try (ConfigurableApplicationContext context =
        start(
            "--reactive-registry.web.enabled=true",
            "--reactive-registry.web.read-only=true",
            "--reactive-registry.web.without=changes,statistics")) {
      assertThat(status(context, HttpMethod.GET, "/templates")).isEqualTo(200);
      assertThat(status(context, HttpMethod.DELETE, "/templates/a")).isEqualTo(405);
      assertThat(status(context, HttpMethod.GET, "/stats")).isEqualTo(404);
    }
  }

  private ConfigurableApplicationContext start(String... arguments) {
    SpringApplication application = new SpringApplication(Application.class);
    return application.run(
        Stream.concat(
                Stream.of(
                    "--server.port=0",
                    "--spring.main.banner-mode=off",
                    "--reactive-registry.path=" + directory.resolve("store"),
                    "--management.endpoints.web.exposure.include=health,registry",
                    "--management.endpoint.health.show-details=always"),
                Stream.of(arguments))
            .toArray(String[]::new));
  }

  private static WebClient client(ConfigurableApplicationContext context) {
    int port =
        Objects.requireNonNull(((ReactiveWebServerApplicationContext) context).getWebServer())
            .getPort();
    return WebClient.create("http://localhost:" + port);
  }

  private static int status(
      ConfigurableApplicationContext context, HttpMethod method, String path) {
    return client(context)
        .method(method)
        .uri(path)
        .exchangeToMono(
            response -> response.releaseBody().thenReturn(response.statusCode().value()))
        .block(PATIENCE);
  }

  private static String text(ConfigurableApplicationContext context, String path) {
    return client(context).get().uri(path).retrieve().bodyToMono(String.class).block(PATIENCE);
  }

  private static Map<String, Object> get(ConfigurableApplicationContext context, String path) {
    return client(context)
        .get()
        .uri(path)
        .retrieve()
        .bodyToMono(new ParameterizedTypeReference<Map<String, Object>>() {})
        .block(PATIENCE);
  }
}
