package io.reactiveregistry.springai;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.jinja.TemplateRenderer;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Spring AI's renderer of templates by {@link TemplateRenderer}: the dialect of Jinja2, in the
 * sandbox and within the limits of the given renderer.
 *
 * <p>Spring AI's interface is not reactive, so the template is evaluated <em>in the calling
 * thread</em>, for as long as the renderer's time limit at most. It must not be called on an event
 * loop; where there is one, use {@link TemplateRenderer#render}.
 *
 * <p>Thread-safe. Closing the given renderer is its owner's business.
 */
public final class RegistryTemplateRenderer
    implements org.springframework.ai.template.TemplateRenderer {

  private final TemplateRenderer renderer;
  private final @Nullable TemplateSpec spec;

  private RegistryTemplateRenderer(TemplateRenderer renderer, @Nullable TemplateSpec spec) {
    this.renderer = Objects.requireNonNull(renderer, "renderer");
    this.spec = spec;
  }

  /**
   * Renders any text. Every variable that is given is an input, as it is: nothing is coerced, since
   * a bare text declares nothing.
   */
  public static RegistryTemplateRenderer of(TemplateRenderer renderer) {
    return new RegistryTemplateRenderer(renderer, null);
  }

  /**
   * Renders with the inputs that a template declares: variables are brought into their types,
   * defaults are filled in, and variables that it does not declare are dropped. Errors name this
   * template.
   */
  public static RegistryTemplateRenderer of(TemplateRenderer renderer, TemplateSpec spec) {
    return new RegistryTemplateRenderer(renderer, Objects.requireNonNull(spec, "spec"));
  }

  /**
   * Fills in a template in the calling thread.
   *
   * @throws RegistryException as {@link TemplateRenderer#render} signals it
   */
  @Override
  public String apply(String template, Map<String, ? extends @Nullable Object> variables) {
    TemplateSpec declared = spec;
    return declared == null
        ? renderer.renderOnCallingThread(template, variables)
        : renderer.renderOnCallingThread(withText(declared, template), variables);
  }

  private static TemplateSpec withText(TemplateSpec spec, String template) {
    return spec.template().equals(template) ? spec : spec.toBuilder().template(template).build();
  }
}
