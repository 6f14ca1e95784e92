package io.reactiveregistry.jinja;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.RegistryException;
import java.time.Duration;
import java.util.Map;

/** Renders every hostile template in turn, in a process with a small heap of its own. */
public final class HostileTemplatesMain {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final String TEXT = "text: ";
  private static final String REFUSED = "refused: ";

  /** The limit of a second, and what it takes to notice that it is over and to say so. */
  static final long MOST_MILLIS = 1_100;

  private HostileTemplatesMain() {}

  /** What became of a template, and how long it took. */
  private record Attempt(String outcome, long millis) {}

  /** Prints a line for each template that is not refused, or is slow, and some at the end. */
  public static void main(String[] arguments) {
    int refused = 0;
    int withheld = 0;
    long slowestMillis = 0;
    try (TemplateRenderer renderer = TemplateRenderer.create()) {
      warmUp(renderer);
      for (String template : HostileTemplates.expanding()) {
        Attempt attempt = attempt(renderer, of(template));
        slowestMillis = Math.max(slowestMillis, attempt.millis());
        if (attempt.outcome().startsWith(REFUSED)) {
          refused++;
        } else {
          print("NOT REFUSED " + excerpt(template) + " -> " + excerpt(attempt.outcome()));
        }
        printEach(template, attempt);
      }
      for (String template : HostileTemplates.large()) {
        Attempt attempt = attempt(renderer, of(template));
        if (!attempt.outcome().startsWith(TEXT) && !attempt.outcome().startsWith(REFUSED)) {
          print("NOT RENDERED " + excerpt(template) + " -> " + excerpt(attempt.outcome()));
        }
        printEach(template, attempt);
      }
      for (String template : HostileTemplates.reaching()) {
        Attempt attempt = attempt(renderer, of(template));
        slowestMillis = Math.max(slowestMillis, attempt.millis());
        if (isWithheld(attempt)) {
          withheld++;
        } else {
          print("NOT WITHHELD " + excerpt(template) + " -> " + excerpt(attempt.outcome()));
        }
        printEach(template, attempt);
      }
      print("alive: " + renderer.render(spec("{{ 1 + 1 }}"), Map.of()).block(PATIENCE));
    }
    print("refused: " + refused);
    print("withheld: " + withheld);
    print("slowest: " + slowestMillis);
  }

  /**
   * The fastest of three attempts, of which only those are made that are needed: an attempt that
   * was slow may have waited for a processor that others had, while a template that is slow by
   * itself is so each time.
   */
  private static Attempt attempt(TemplateRenderer renderer, TemplateCase template) {
    Attempt fastest = timed(renderer, template);
    for (int again = 0; again < 2 && fastest.millis() > MOST_MILLIS; again++) {
      Attempt next = timed(renderer, template);
      fastest = next.millis() < fastest.millis() ? next : fastest;
    }
    return fastest;
  }

  private static Attempt timed(TemplateRenderer renderer, TemplateCase template) {
    long startedNanos = System.nanoTime();
    String outcome = outcome(renderer, template);
    return new Attempt(outcome, (System.nanoTime() - startedNanos) / 1_000_000);
  }

  private static boolean isWithheld(Attempt attempt) {
    return attempt.outcome().startsWith(REFUSED)
        || HostileTemplates.NOTHING.stream()
            .anyMatch(text -> attempt.outcome().equals(TEXT + text));
  }

  private static void printEach(String template, Attempt attempt) {
    if (Boolean.getBoolean("each")) {
      print(attempt.millis() + " ms " + excerpt(template) + " -> " + excerpt(attempt.outcome()));
    }
  }

  private static void warmUp(TemplateRenderer renderer) {
    for (int round = 0; round < 1_000; round++) {
      renderer.render(spec("{% for i in [1] %}{{ i ~ 'x'|upper }}{% endfor %}"), Map.of()).block();
    }
  }

  private static String outcome(TemplateRenderer renderer, TemplateCase template) {
    try {
      return TEXT
          + renderer
              .render(template.spec(), template.inputs())
              .blockOptional(PATIENCE)
              .orElseThrow();
    } catch (RegistryException e) {
      return REFUSED + e.getMessage();
    } catch (RuntimeException e) {
      return e.toString();
    }
  }

  private static TemplateCase of(String template) {
    return new TemplateCase(template, Map.of("user", Map.of("name", "Ada")));
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
