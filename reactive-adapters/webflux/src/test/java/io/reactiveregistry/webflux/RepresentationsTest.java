package io.reactiveregistry.webflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.MediaType.APPLICATION_JSON;
import static org.springframework.http.MediaType.APPLICATION_YAML;

import io.reactiveregistry.TemplateSpec;
import org.junit.jupiter.api.Test;

class RepresentationsTest {

  private static final TemplateSpec TEMPLATE = TemplateSpec.builder("a").template("Hello").build();

  @Test
  void whatWasMadeOfAnObjectIsSentAgain() {
    Representations representations = new Representations(1_000_000);

    Representation first = representations.of(TEMPLATE, APPLICATION_JSON);

    assertThat(representations.of(TEMPLATE, APPLICATION_JSON)).isSameAs(first);
    assertThat(first.entityTag()).isEqualTo('"' + TEMPLATE.contentHash() + '"');
    assertThat(new String(first.body(), java.nio.charset.StandardCharsets.UTF_8))
        .contains("\"template\":\"Hello\"");
  }

  @Test
  void eachFormHasBytesAndATagOfItsOwn() {
    Representations representations = new Representations(1_000_000);

    Representation json = representations.of(TEMPLATE, APPLICATION_JSON);
    Representation yaml = representations.of(TEMPLATE, APPLICATION_YAML);

    assertThat(yaml.entityTag()).isNotEqualTo(json.entityTag());
    assertThat(yaml.body()).isNotEqualTo(json.body());
  }

  @Test
  void whatIsMoreThanMayBeKeptIsMadeAnew() {
    Representations nothing = new Representations(0);

    Representation first = nothing.of(TEMPLATE, APPLICATION_JSON);

    assertThat(nothing.of(TEMPLATE, APPLICATION_JSON)).isNotSameAs(first);
    assertThat(nothing.of(TEMPLATE, APPLICATION_JSON).body()).isEqualTo(first.body());
  }
}
