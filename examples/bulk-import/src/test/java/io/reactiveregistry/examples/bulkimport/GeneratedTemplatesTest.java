package io.reactiveregistry.examples.bulkimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GeneratedTemplatesTest {

  private final Locale usual = Locale.getDefault();

  @AfterEach
  void restoreTheLocale() {
    Locale.setDefault(usual);
  }

  @Test
  void theIdsAreTheSameWhateverTheLanguage() {
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

    assertThat(GeneratedTemplates.template(1234).id()).isEqualTo("generated/00001234");
  }
}
