package io.reactiveregistry.springai;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.jinja.TemplateRenderer;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.chat.prompt.PromptTemplate;
import reactor.core.publisher.Mono;

/**
 * Prompts and prompt templates of Spring AI, from templates of a registry.
 *
 * <p>Thread-safe. Closing the registry and the renderer is their owners' business.
 */
public final class RegistryPromptTemplates {

  private final ReactiveRegistry registry;
  private final TemplateRenderer renderer;

  /**
   * @param registry where templates are loaded from; a {@code Vault} saves reading them each time
   * @param renderer what fills them in
   */
  public RegistryPromptTemplates(ReactiveRegistry registry, TemplateRenderer renderer) {
    this.registry = Objects.requireNonNull(registry, "registry");
    this.renderer = Objects.requireNonNull(renderer, "renderer");
  }

  /**
   * Loads the current version of a template at subscription, and emits it as a prompt template on a
   * thread of the registry. What is emitted keeps that version; it renders in the thread that calls
   * it ({@link RegistryTemplateRenderer}).
   *
   * @return the prompt template; or an error of the registry, or {@link InvalidTemplateException}
   *     for a blank text, which Spring AI does not take
   */
  public Mono<PromptTemplate> load(String id) {
    return registry.load(id).map(this::promptTemplate);
  }

  /**
   * Loads a version of a template, otherwise as {@link #load(String)}.
   *
   * @return the prompt template, or an error as with {@link #load(String)}
   */
  public Mono<PromptTemplate> load(String id, String version) {
    return registry.load(id, version).map(this::promptTemplate);
  }

  /**
   * Loads the current version of a template and fills it in, both without blocking, and emits the
   * prompt on a thread of the renderer.
   *
   * @return the prompt, or an error ({@link RegistryException}) of the registry or of {@link
   *     TemplateRenderer#render}
   */
  public Mono<Prompt> prompt(String id, Map<String, ? extends @Nullable Object> inputs) {
    return registry.load(id).flatMap(spec -> renderer.render(spec, inputs)).map(Prompt::new);
  }

  private PromptTemplate promptTemplate(TemplateSpec spec) {
    if (spec.template().isBlank()) {
      throw new InvalidTemplateException(
          "template",
          "the text of '%s' is blank, which Spring AI does not take; give it a text"
              .formatted(spec.id()));
    }
    return PromptTemplate.builder()
        .template(spec.template())
        .renderer(RegistryTemplateRenderer.of(renderer, spec))
        .build();
  }
}
