package io.reactiveregistry.jinja;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.RegistryException;
import java.time.Duration;
import java.util.Map;

/** Renders every hostile template in turn, in a process with a small heap of its own. */
public final class HostileTemplatesMain {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private HostileTemplatesMain() {}

  /** Prints a line for each template that is not refused, and one at the end. */
  public static void main(String[] arguments) {
    int refused = 0;
    long slowestNanos = 0;
    try (TemplateRenderer renderer = TemplateRenderer.create()) {
      warmUp(renderer);
      for (String template : HostileTemplates.expanding()) {
        long startedNanos = System.nanoTime();
        String outcome = outcome(renderer, template);
        long tookNanos = System.nanoTime() - startedNanos;
        slowestNanos = Math.max(slowestNanos, tookNanos);
        if (outcome.startsWith("refused")) {
          refused++;
        } else {
          print("NOT REFUSED " + excerpt(template) + " -> " + outcome);
        }
        if (Boolean.getBoolean("each")) {
          print(tookNanos / 1_000_000 + " ms " + excerpt(template) + " -> " + excerpt(outcome));
        }
      }
      for (String template : HostileTemplates.large()) {
        String outcome = outcome(renderer, template);
        if (!outcome.startsWith("text") && !outcome.startsWith("refused")) {
          print("NOT RENDERED " + excerpt(template) + " -> " + excerpt(outcome));
        }
        if (Boolean.getBoolean("each")) {
          print(excerpt(template) + " -> " + excerpt(outcome));
        }
      }
      print("alive: " + renderer.render(spec("{{ 1 + 1 }}"), Map.of()).block(PATIENCE));
    }
    print("refused: " + refused);
    print("slowest: " + slowestNanos / 1_000_000);
  }

  private static void warmUp(TemplateRenderer renderer) {
    for (int round = 0; round < 1_000; round++) {
      renderer.render(spec("{% for i in [1] %}{{ i ~ 'x'|upper }}{% endfor %}"), Map.of()).block();
    }
  }

  private static String outcome(TemplateRenderer renderer, String template) {
    try {
      return "text of "
          + renderer
              .render(spec(template), Map.of())
              .blockOptional(PATIENCE)
              .orElseThrow()
              .length();
    } catch (RegistryException e) {
      return "refused: " + e.getMessage();
    } catch (RuntimeException e) {
      return e.toString();
    }
  }

  private static TemplateSpec spec(String template) {
    return TemplateSpec.builder("hostile").template(template).build();
  }

  private static String excerpt(String text) {
    return text.substring(0, Math.min(text.length(), 150));
  }

  @SuppressWarnings("SystemOut") // what the parent process reads
  private static void print(String line) {
    System.out.println(line);
  }
}
