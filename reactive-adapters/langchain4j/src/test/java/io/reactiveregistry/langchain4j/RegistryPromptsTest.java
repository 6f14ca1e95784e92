package io.reactiveregistry.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.langchain4j.model.input.Prompt;
import dev.langchain4j.model.input.PromptTemplate;
import io.reactiveregistry.InputSpec;
import io.reactiveregistry.InputType;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidInputException;
import io.reactiveregistry.error.RenderingException;
import io.reactiveregistry.error.TemplateNotFoundException;
import io.reactiveregistry.jinja.TemplateRenderer;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.test.StepVerifier;

/** What a user of LangChain4j gets from the registry. */
class RegistryPromptsTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

  private static final TemplateSpec GREETING =
      TemplateSpec.builder("greeting")
          .version("1.0.0")
          .template("Hello {{ name|upper }}{{ ' on ' ~ current_date if dated }}")
          .input("name", InputSpec.required(InputType.STRING))
          .input("dated", InputSpec.optional(InputType.BOOLEAN, false))
          .input("current_date", InputSpec.required(InputType.STRING))
          .build();

  @TempDir Path directory;

  private LmdbRegistry registry;
  private TemplateRenderer renderer;
  private RegistryPrompts prompts;

  @BeforeEach
  void open() {
    registry = LmdbRegistry.builder(directory).open();
    renderer = TemplateRenderer.create();
    prompts = new RegistryPrompts(registry, renderer, CLOCK);
    registry.save(GREETING).block(TIMEOUT);
  }

  @AfterEach
  void close() {
    renderer.close();
    registry.close();
  }

  @Test
  void aTemplateOfTheRegistryIsAPromptTemplate() {
    PromptTemplate template = prompts.load("greeting").block(TIMEOUT);

    assertThat(template.template()).isEqualTo(GREETING.template());
    assertThat(template.apply(Map.of("name", "Ada", "dated", true)).text())
        .isEqualTo("Hello ADA on 2026-01-02");
    assertThat(
            template.apply(Map.of("name", "Ada", "dated", true, "current_date", "Monday")).text())
        .isEqualTo("Hello ADA on Monday");
  }

  @Test
  void aSingleValueIsTheInputCalledIt() {
    registry
        .save(
            TemplateSpec.builder("one")
                .template("<{{ it }}>")
                .input("it", InputSpec.required(InputType.STRING))
                .build())
        .block(TIMEOUT);

    assertThat(prompts.load("one").block(TIMEOUT).apply("x")).isEqualTo(Prompt.from("<x>"));
  }

  @Test
  void aPromptTemplateKeepsItsVersion() {
    PromptTemplate first = prompts.load("greeting").block(TIMEOUT);
    registry
        .save(GREETING.toBuilder().version("2.0.0").template("Hi {{ name }}").build())
        .block(TIMEOUT);

    Map<String, Object> inputs = Map.of("name", "Ada");
    assertThat(first.apply(inputs).text()).isEqualTo("Hello ADA");
    assertThat(prompts.load("greeting").block(TIMEOUT).apply(inputs).text()).isEqualTo("Hi Ada");
    assertThat(prompts.load("greeting", "1.0.0").block(TIMEOUT).apply(inputs).text())
        .isEqualTo("Hello ADA");
  }

  @Test
  void aPromptIsMadeWithoutBlocking() {
    StepVerifier.create(prompts.prompt("greeting", Map.of("name", "Ada")))
        .expectNext(Prompt.from("Hello ADA"))
        .expectComplete()
        .verify(TIMEOUT);
  }

  @Test
  void errorsAreThoseOfTheRegistryAndTheRenderer() {
    StepVerifier.create(prompts.load("absent"))
        .expectError(TemplateNotFoundException.class)
        .verify(TIMEOUT);
    StepVerifier.create(prompts.prompt("greeting", Map.of()))
        .expectError(InvalidInputException.class)
        .verify(TIMEOUT);
    PromptTemplate template = prompts.load("greeting").block(TIMEOUT);
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> template.apply(Map.of()));
  }

  @Test
  void aBlankPromptIsATypedError() {
    registry.save(TemplateSpec.builder("blank").template("{{ '' }} ").build()).block(TIMEOUT);

    StepVerifier.create(prompts.prompt("blank", Map.of()))
        .expectErrorSatisfies(
            error ->
                assertThat(error)
                    .isInstanceOf(RenderingException.class)
                    .hasMessageContaining("blank"))
        .verify(TIMEOUT);
  }
}
