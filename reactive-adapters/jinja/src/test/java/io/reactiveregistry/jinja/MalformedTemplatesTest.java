package io.reactiveregistry.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.RenderingException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of a template that cannot be read, which is none of the library's own texts. */
class MalformedTemplatesTest {

  private static TemplateRenderer renderer;

  @BeforeAll
  static void open() {
    renderer = TemplateRenderer.builder().build();
  }

  @AfterAll
  static void close() {
    renderer.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{% nope %}|there is no tag 'nope'; correct its name",
        "{% %}|a tag has no name; give it one",
        "{% if x %}|the tag {% if x %} is not closed; add {% endif %}",
        "{% set x %}|the tag {% set x %} is not closed; add {% endset %}",
        "{% for x in y %}{% endif %}|{% endif %} does not close the tag that is open; close that one before",
        "{{ 1 }}{% endfor %}|a tag closes what is not open; remove it, or add what it closes",
        "{{ x|a tag or an expression is not closed; add %} or }}",
        "{% if x }|a tag or an expression is not closed; add %} or }}",
        "{# x|a comment is not closed; add #}",
        "{{ a # b }}|the expression is malformed: '#' has no meaning in it; remove it, or quote a text",
        "{{ a @ }}|the expression is malformed: '@' has no meaning in it; remove it, or quote a text",
        "{{ a & b }}|the expression is malformed: '&' has no meaning in it; remove it, or quote a text",
        "{{ '\\q' }}|the expression is malformed: a text has an escape other than \\' and \\\\, or is not closed; correct it",
      })
  void whatIsMalformedIsSaidInOurOwnWords(String template, String reason) {
    RenderingException error =
        catchThrowableOfType(
            RenderingException.class,
            () ->
                renderer.renderOnCallingThread(
                    TemplateSpec.builder("a").template("one\n" + template).build(), Map.of()));

    assertThat(error.line()).isEqualTo(2);
    assertThat(error.reason()).isEqualTo(reason);
  }
}
