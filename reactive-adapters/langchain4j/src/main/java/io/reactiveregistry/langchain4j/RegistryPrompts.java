package io.reactiveregistry.langchain4j;

import dev.langchain4j.model.input.Prompt;
import dev.langchain4j.model.input.PromptTemplate;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.error.RenderingException;
import io.reactiveregistry.jinja.TemplateRenderer;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Prompts and prompt templates of LangChain4j, from templates of a registry.
 *
 * <p>A template may declare the inputs {@code current_date}, {@code current_time} and {@code
 * current_date_time}, which LangChain4j fills in by itself; so does this, with ISO texts, unless
 * they are given.
 *
 * <p>Thread-safe. Closing the registry and the renderer is their owners' business.
 */
public final class RegistryPrompts {

  private final ReactiveRegistry registry;
  private final TemplateRenderer renderer;
  private final Clock clock;

  /**
   * With the clock of the system.
   *
   * @param registry where templates are loaded from; a {@code Vault} saves reading them each time
   * @param renderer what fills them in
   */
  public RegistryPrompts(ReactiveRegistry registry, TemplateRenderer renderer) {
    this(registry, renderer, Clock.system(ZoneId.systemDefault()));
  }

  /**
   * With a clock for dates and times.
   *
   * @param registry where templates are loaded from; a {@code Vault} saves reading them each time
   * @param renderer what fills them in
   * @param clock what tells the date and time
   */
  public RegistryPrompts(ReactiveRegistry registry, TemplateRenderer renderer, Clock clock) {
    this.registry = Objects.requireNonNull(registry, "registry");
    this.renderer = Objects.requireNonNull(renderer, "renderer");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /**
   * Loads the current version of a template at subscription, and emits it as a prompt template on a
   * thread of the registry. What is emitted keeps that version. LangChain4j's interface is not
   * reactive, so {@code apply} evaluates the template in the calling thread, for as long as the
   * renderer's time limit at most, and throws what {@link #prompt} would signal; it must not be
   * called on an event loop.
   *
   * @return the prompt template, or an error of the registry
   */
  public Mono<PromptTemplate> load(String id) {
    return registry.load(id).map(this::promptTemplate);
  }

  /**
   * Loads a version of a template, otherwise as {@link #load(String)}.
   *
   * @return the prompt template, or an error of the registry
   */
  public Mono<PromptTemplate> load(String id, String version) {
    return registry.load(id, version).map(this::promptTemplate);
  }

  /**
   * Loads the current version of a template and fills it in, both without blocking, and emits the
   * prompt on a thread of the renderer.
   *
   * @return the prompt, or an error ({@link RegistryException}) of the registry or of {@link
   *     TemplateRenderer#render}; a {@link RenderingException}, too, for a blank text, which
   *     LangChain4j does not take
   */
  public Mono<Prompt> prompt(String id, Map<String, ? extends @Nullable Object> inputs) {
    return registry
        .load(id)
        .flatMap(
            spec ->
                renderer
                    .render(spec, new DateTimeInputs(clock).addedTo(inputs))
                    .map(text -> RegistryPromptTemplate.prompt(spec, text)));
  }

  private PromptTemplate promptTemplate(TemplateSpec spec) {
    return new RegistryPromptTemplate(spec, renderer, clock);
  }
}
