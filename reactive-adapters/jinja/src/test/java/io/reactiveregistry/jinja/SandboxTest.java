package io.reactiveregistry.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.error.RenderingException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No template reaches anything but its inputs and what it makes of them. */
class SandboxTest {

  private static final TemplateRenderer RENDERER = TemplateRenderer.create();

  @AfterAll
  static void close() {
    RENDERER.close();
  }

  private static List<String> reaching() {
    return HostileTemplates.reaching();
  }

  @ParameterizedTest
  @MethodSource("reaching")
  void whatReachesForObjectsEndsInNothingOrTheTypedError(String template) {
    String outcome = rendered(template);

    assertThat(outcome)
        .satisfiesAnyOf(
            error -> assertThat(error).isEqualTo("error"),
            text -> assertThat(text).isIn(HostileTemplates.NOTHING));
  }

  @Test
  void noJavaTypeShowsThrough() {
    assertThat(rendered("{{ user.keys() }}{{ [1, 2] }}{{ namespace is mapping }}"))
        .isEqualTo("['name'][1, 2]False");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "____int3rpr3t3r____",
        "interpreter",
        "context",
        "config",
        "request",
        "self",
        "super",
        "caller",
        "varargs",
        "kwargs",
        "__macros__",
        "import_resource_path",
        "captured"
      })
  void namesThatTheLibraryHasAMeaningForAreNamesLikeAnyOther(String name) {
    assertThat(rendered("{{ " + name + " is defined }}")).isEqualTo("False");
  }

  @ParameterizedTest
  @ValueSource(strings = {"empty", "null", "div", "mod", "eq", "lt", "instanceof", "ge", "class"})
  void wordsThatTheLibraryReservesAreNamesLikeAnyOther(String name) {
    assertThat(rendered("{% set " + name + " = 5 %}{{ " + name + " + 1 }}")).isEqualTo("6");
  }

  private static String rendered(String template) {
    TemplateCase hostile = new TemplateCase(template, Map.of("user", Map.of("name", "Ada")));
    try {
      return RENDERER.renderOnCallingThread(hostile.spec(), hostile.inputs());
    } catch (RenderingException e) {
      return "error";
    }
  }
}
