package io.reactiveregistry.springai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactiveregistry.InputSpec;
import io.reactiveregistry.InputType;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidInputException;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.RenderingException;
import io.reactiveregistry.error.TemplateNotFoundException;
import io.reactiveregistry.jinja.TemplateRenderer;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.prompt.PromptTemplate;
import reactor.test.StepVerifier;

/** What a user of Spring AI gets from the registry. */
class RegistryPromptTemplatesTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private static final TemplateSpec GREETING =
      TemplateSpec.builder("greeting")
          .version("1.0.0")
          .template(
              "Hello {{ name|upper }}, {{ count + 1 }}{% for t in tags %} #{{ t }}{% endfor %}")
          .input("name", InputSpec.required(InputType.STRING))
          .input("count", InputSpec.optional(InputType.NUMBER, 0))
          .input("tags", InputSpec.optional(InputType.STRING_ARRAY, List.of()))
          .build();

  @TempDir Path directory;

  private LmdbRegistry registry;
  private TemplateRenderer renderer;
  private RegistryPromptTemplates prompts;

  @BeforeEach
  void open() {
    registry = LmdbRegistry.builder(directory).open();
    renderer = TemplateRenderer.create();
    prompts = new RegistryPromptTemplates(registry, renderer);
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

    assertThat(template.render(Map.of("name", "Ada", "count", 4, "tags", List.of("a", "b"))))
        .isEqualTo("Hello ADA, 5 #a #b");
    assertThat(template.create(Map.of("name", "Ada")).getInstructions())
        .singleElement()
        .isInstanceOf(UserMessage.class)
        .satisfies(message -> assertThat(message.getText()).isEqualTo("Hello ADA, 1"));
  }

  @Test
  void aPromptTemplateKeepsItsVersion() {
    PromptTemplate first = prompts.load("greeting").block(TIMEOUT);
    registry
        .save(GREETING.toBuilder().version("2.0.0").template("Hi {{ name }}").build())
        .block(TIMEOUT);

    assertThat(first.render(Map.of("name", "Ada"))).isEqualTo("Hello ADA, 1");
    assertThat(prompts.load("greeting").block(TIMEOUT).render(Map.of("name", "Ada")))
        .isEqualTo("Hi Ada");
    assertThat(prompts.load("greeting", "1.0.0").block(TIMEOUT).render(Map.of("name", "Ada")))
        .isEqualTo("Hello ADA, 1");
  }

  @Test
  void aPromptIsMadeWithoutBlocking() {
    StepVerifier.create(prompts.prompt("greeting", Map.of("name", "Ada")))
        .expectNextMatches(prompt -> prompt.getContents().equals("Hello ADA, 1"))
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
    assertThatExceptionOfType(InvalidInputException.class).isThrownBy(template::render);
  }

  @Test
  void aBlankTemplateIsRefusedByName() {
    registry.save(TemplateSpec.builder("blank").template(" ").build()).block(TIMEOUT);

    StepVerifier.create(prompts.load("blank"))
        .expectErrorSatisfies(
            error ->
                assertThat(error)
                    .isInstanceOf(InvalidTemplateException.class)
                    .hasMessageContaining("'blank'"))
        .verify(TIMEOUT);
  }

  @Test
  void anyTextOfSpringAiCanBeRenderedWithinTheLimits() {
    RegistryTemplateRenderer any = RegistryTemplateRenderer.of(renderer);
    PromptTemplate template =
        PromptTemplate.builder()
            .template("{{ xs|join(', ') }} {\"json\": {\"a\": 1}}")
            .renderer(any)
            .build();

    assertThat(template.render(Map.of("xs", List.of(1, 2))))
        .isEqualTo("1, 2 {\"json\": {\"a\": 1}}");
    assertThatExceptionOfType(RenderingException.class)
        .isThrownBy(() -> any.apply("{{ 'x' * 10**9 }}", Map.of()))
        .withMessageContaining("maxOutputCharacters");
  }
}
