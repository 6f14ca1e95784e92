package io.reactiveregistry.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.RenderingException;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each limit lets through what just fits, and refuses one more by its name. */
class RenderingLimitsTest {

  private static Stream<Limit> limits() {
    return Stream.of(
        new Limit(
            "maxTemplateCharacters",
            o -> o.maxTemplateCharacters(10),
            "{{ 1 + 1 }",
            "{{ 1 + 11 }}"),
        new Limit("maxOutputCharacters", o -> o.maxOutputCharacters(5), "12345", "123456"),
        new Limit(
            "maxOutputCharacters",
            o -> o.maxOutputCharacters(5),
            "{{ ('x' * 5)|length }}",
            "{{ ('x' * 6)|length }}"),
        new Limit(
            "maxOutputCharacters",
            o -> o.maxOutputCharacters(5),
            "{% set x %}12345{% endset %}",
            "{% set x %}123456{% endset %}"),
        new Limit(
            "maxLoopIterations",
            o -> o.maxLoopIterations(6),
            "{% for i in [1, 2] %}{% for j in [1, 2] %}{% endfor %}{% endfor %}",
            "{% for i in [1, 2] %}{% for j in [1, 2, 3] %}{% endfor %}{% endfor %}"),
        new Limit(
            "maxNesting",
            o -> o.maxNesting(3),
            "{% if 1 %}{% if 1 %}x{% endif %}{% endif %}",
            "{% if 1 %}{% if 1 %}{% if 1 %}x{% endif %}{% endif %}{% endif %}"),
        new Limit("maxNesting", o -> o.maxNesting(3), "{{ ((1)) }}", "{{ (((1))) }}"),
        new Limit(
            "maxNesting",
            o -> o.maxNesting(3),
            "{% macro f(n) %}{{ f(n - 1) if n }}{% endmacro %}{{ f(2) }}",
            "{% macro f(n) %}{{ f(n - 1) if n }}{% endmacro %}{{ f(3) }}"),
        new Limit(
            "maxCollectionElements",
            o -> o.maxCollectionElements(3),
            "{{ range(3) }}",
            "{{ range(4) }}"),
        new Limit(
            "maxCollectionElements",
            o -> o.maxCollectionElements(3),
            "{{ [1, 2] + [3] }}",
            "{{ [1, 2] + [3, 4] }}"),
        new Limit(
            "maxAllocatedBytes",
            o -> o.maxAllocatedBytes(1_000),
            "{{ ('x' * 400)|length }}",
            "{{ ('x' * 400)|length }}{{ ('x' * 400)|length }}"));
  }

  @ParameterizedTest
  @MethodSource("limits")
  void whatJustFitsIsRendered(Limit limit) {
    try (TemplateRenderer renderer = limit.renderer()) {
      if (limit.option().equals("maxTemplateCharacters")) {
        // It is malformed, which is found out only when it is not too long.
        assertThatExceptionOfType(RenderingException.class)
            .isThrownBy(() -> rendered(renderer, limit.fits()))
            .withMessageNotContaining(limit.option());
      } else {
        assertThat(rendered(renderer, limit.fits())).isNotNull();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("limits")
  void whatExceedsALimitIsRefusedByTheNameOfTheOption(Limit limit) {
    try (TemplateRenderer renderer = limit.renderer()) {
      assertThatExceptionOfType(RenderingException.class)
          .isThrownBy(() -> rendered(renderer, limit.exceeds()))
          .withMessageContaining("raise " + limit.option());
    }
  }

  private static String rendered(TemplateRenderer renderer, String template) {
    return renderer.renderOnCallingThread(
        TemplateSpec.builder("a").template(template).build(), Map.of());
  }

  /** An option, and what just fits into it and what does not. */
  private record Limit(
      String option, UnaryOperator<TemplateRendererBuilder> options, String fits, String exceeds) {

    TemplateRenderer renderer() {
      return options.apply(TemplateRenderer.builder()).build();
    }

    @Override
    public String toString() {
      return option + ": " + exceeds;
    }
  }
}
