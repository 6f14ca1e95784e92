package io.reactiveregistry.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.RenderingException;
import java.time.Duration;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import reactor.core.publisher.Mono;

/** Whatever the template is: it ends in a text or in the typed error. */
class HostileTemplatesProperties {

  private static final TemplateRenderer RENDERER =
      TemplateRenderer.builder().timeLimit(Duration.ofMillis(200)).build();

  /** Far more than the time limit, so that a busy machine does not fail the test. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Property(tries = 2_000)
  void anyTemplateMadeOfPartsOfTemplatesEndsInATextOrTheTypedError(
      @ForAll("templates") String template) {
    String outcome =
        RENDERER
            .render(TemplateSpec.builder("a").template(template).build(), Map.of())
            .onErrorResume(
                RenderingException.class,
                error -> {
                  assertThat(error.line()).isPositive();
                  return Mono.just("error");
                })
            .block(PATIENCE);

    assertThat(outcome).isNotNull();
  }

  @Provide
  Arbitrary<String> templates() {
    return parts().list().ofMinSize(1).ofMaxSize(40).map(parts -> String.join("", parts));
  }

  private static Arbitrary<String> parts() {
    Arbitrary<String> tags =
        Arbitraries.of(
            "{% for i in range(99999) %}",
            "{% for i in x %}",
            "{% endfor %}",
            "{% if x %}",
            "{% if 1 %}",
            "{% else %}",
            "{% elif x %}",
            "{% endif %}",
            "{% set x = x ~ x %}",
            "{% set x = [x, x] %}",
            "{% set x = 'x' * 99999 %}",
            "{% set x %}",
            "{% endset %}",
            "{% macro m(a) %}",
            "{% endmacro %}",
            "{{ m(m) }}",
            "{{ m(x) }}",
            "{% raw %}",
            "{% endraw %}",
            "{% filter upper %}",
            "{% endfilter %}",
            "{% with x = 1 %}",
            "{% endwith %}",
            "{% call m() %}",
            "{% endcall %}",
            "{{ caller() }}",
            "{#",
            "#}",
            "{%-",
            "-%}",
            "{{-",
            "-}}",
            "{{",
            "}}",
            "{%",
            "%}");
    Arbitrary<String> expressions =
        Arbitraries.of(
                "x",
                "i",
                "loop",
                "m",
                "1",
                "0",
                "-1",
                "1.5",
                "10**9",
                "'a'",
                "\"b\"",
                "[",
                "]",
                "{",
                "}",
                "(",
                ")",
                ",",
                ":",
                ".",
                "..",
                "|",
                "|length",
                "|list",
                "|join(x)",
                "|sort",
                "|yaml",
                "|tojson",
                "|center(x)",
                "|replace('a', x)",
                "|format(x)",
                "|map('upper')",
                "|default(x)",
                " is ",
                "defined",
                "not ",
                " in ",
                " and ",
                " or ",
                " if ",
                " else ",
                "+",
                "-",
                "*",
                "/",
                "//",
                "%",
                "**",
                "~",
                "==",
                "!=",
                "<",
                ">",
                "=",
                "range(9)",
                "namespace(a=x)",
                "dict(a=x)",
                ".items()",
                ".a",
                "[0]",
                "[:]",
                "[::-1]",
                "&",
                "\\",
                "\n",
                "\u0000",
                "\ud83c\udfb4",
                " ")
            .list()
            .ofMaxSize(8)
            .map(parts -> "{{ " + String.join("", parts) + " }}");
    return Arbitraries.frequencyOf(
        Tuple.of(3, tags),
        Tuple.of(4, expressions),
        Tuple.of(1, Arbitraries.strings().ascii().ofMaxLength(10)));
  }
}
