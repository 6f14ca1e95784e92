package io.reactiveregistry.vault;

import static io.reactiveregistry.contract.Templates.richTemplate;
import static io.reactiveregistry.contract.Templates.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an entry is taken to weigh grows with all that it holds. */
class EstimatedSizeTest {

  private static int sizeOf(TemplateSpec spec) {
    return EstimatedSize.of(spec.id(), new Entry(spec, null, null, 0, 0));
  }

  private static TemplateSpec text(String text) {
    return template("a", "1.0.0", text);
  }

  @Test
  void aCharacterOfLatin1TakesOneByteAndAnyOtherTextTwoForEach() {
    int empty = sizeOf(text(""));

    assertThat(sizeOf(text("\u00E9".repeat(1_000))) - empty).isEqualTo(1_000);
    assertThat(sizeOf(text("x".repeat(999) + "\u20AC")) - empty).isEqualTo(2_000);
  }

  @Test
  void whateverIsAddedAddsToIt() {
    TemplateSpec bare = template("a");

    assertThat(
            List.of(
                bare.toBuilder().description("What it is for").build(),
                bare.toBuilder().metadata("key", null).build(),
                bare.toBuilder().metadata("key", List.of(1, 2)).build(),
                bare.toBuilder().metadata("key", Map.of("inner", "text")).build(),
                richTemplate("a")))
        .allSatisfy(greater -> assertThat(sizeOf(greater)).isGreaterThan(sizeOf(bare)));
  }

  @Test
  void whatIsAbsentTakesRoomToo() {
    TemplateNotFoundException absence = new TemplateNotFoundException("a");

    assertThat(EstimatedSize.of("a", new Entry(null, absence, null, 0, 0))).isBetween(100, 1_000);
  }
}
