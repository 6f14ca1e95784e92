package io.reactiveregistry.langchain4j;

import dev.langchain4j.model.input.Prompt;
import dev.langchain4j.model.input.PromptTemplate;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.RenderingException;
import io.reactiveregistry.jinja.TemplateRenderer;
import java.time.Clock;
import java.util.Map;

/**
 * A prompt template of LangChain4j that is filled in by a {@link TemplateRenderer}. It is a
 * subclass since LangChain4j has no interface for it; the text that its own engine is given is not
 * used.
 */
final class RegistryPromptTemplate extends PromptTemplate {

  private static final String FOR_THE_ENGINE_OF_THE_SUPERCLASS = "unused";

  private final TemplateSpec spec;
  private final TemplateRenderer renderer;
  private final DateTimeInputs dateTimeInputs;

  RegistryPromptTemplate(TemplateSpec spec, TemplateRenderer renderer, Clock clock) {
    super(FOR_THE_ENGINE_OF_THE_SUPERCLASS);
    this.spec = spec;
    this.renderer = renderer;
    this.dateTimeInputs = new DateTimeInputs(clock);
  }

  @Override
  public String template() {
    return spec.template();
  }

  /** Fills the template in, in the calling thread. */
  @Override
  public Prompt apply(Map<String, Object> variables) {
    return prompt(spec, renderer.renderOnCallingThread(spec, dateTimeInputs.addedTo(variables)));
  }

  /** The prompt of a text, which must not be blank. */
  static Prompt prompt(TemplateSpec spec, String text) {
    if (text.isBlank()) {
      throw new RenderingException(
          spec.id(),
          spec.version(),
          1,
          null,
          "the text is blank, which LangChain4j does not take; change the template or its inputs",
          null);
    }
    return Prompt.from(text);
  }
}
