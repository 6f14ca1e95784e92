package io.reactiveregistry.cli;

import static io.reactiveregistry.cli.Run.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.error.ChangesCompactedException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers that can be given back to an option are in the digits that the options take. */
class DigitsTest {

  private final Locale usual = Locale.getDefault();

  @BeforeEach
  void speakALanguageWithDigitsOfItsOwn() {
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
  }

  @AfterEach
  void restoreTheLocale() {
    Locale.setDefault(usual);
  }

  @Test
  void ofWhereToGoOnWatching() {
    ResumePoint point = new ResumePoint();
    point.printed(17);

    assertThat(point.describe(null)).isEqualTo("go on with --after 16, which repeats revision 17");
  }

  @Test
  void ofWhereToGoOnAfterAnError() {
    assertThat(ErrorMessages.of(new ChangesCompactedException(3, 17, 90)))
        .contains("after revision 3 ", "--after 17");
    assertThat(ErrorMessages.of(new ChangesCompactedException(19, 7, 18)))
        .contains("no revision 19 ", "--after 18");
  }

  @Test
  void ofTheRevisionOfAWrite(@TempDir Path store) {
    assertThat(Run.withInput(yaml("a", "1.0.0", "x"), "put", store, "-").out())
        .isEqualTo("Saved 1 templates (revision 1)\n");
    assertThat(Run.withInput(yaml("a", "1.1.0", "x"), "put", store, "-").out())
        .isEqualTo("Saved 1 templates (revision 2)\n");
    assertThat(Run.of("label", store, "a", "live", "1.0.0").out()).endsWith("(revision 3)\n");
    assertThat(Run.of("label", store, "a", "live", "--remove").out()).endsWith("(revision 4)\n");
    assertThat(Run.of("rollback", store, "a", "1.0.0").out()).endsWith("(revision 5)\n");
    assertThat(Run.of("delete", store, "a", "--version", "1.1.0").out()).endsWith("(revision 6)\n");
    assertThat(Run.of("delete", store, "a").out()).isEqualTo("Deleted 1 templates (revision 7)\n");
  }

  @Test
  void ofTheRangeOfAnOption(@TempDir Path store) {
    assertThat(Run.of("list", store, "--limit=0").err()).contains(" from 1 to 2147483647");
  }
}
