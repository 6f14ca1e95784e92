package io.reactiveregistry.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.json.Line;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class YamlDocumentsTest {

  private final YamlDocuments documents = new YamlDocuments(30);

  private List<String> documents(String text) {
    List<Optional<ImportEntry>> entries = new ArrayList<>();
    long number = 1;
    for (String line : text.split("\n", -1)) {
      entries.add(documents.add(new Line(number++, line.getBytes(StandardCharsets.UTF_8), false)));
    }
    entries.add(documents.end());
    return entries.stream()
        .flatMap(Optional::stream)
        .map(
            entry ->
                entry.line()
                    + (entry.tooLong()
                        ? " too long"
                        : " " + new String(entry.bytes(), StandardCharsets.UTF_8).trim()))
        .toList();
  }

  @Test
  void aMarkerBeginsADocument() {
    assertThat(documents("a: 1\n---\nb: 2\n--- \nc: 3"))
        .containsExactly("1 a: 1", "2 ---\nb: 2", "4 --- \nc: 3");
  }

  @Test
  void aMarkerEndsADocument() {
    assertThat(documents("a: 1\n...\n\nb: 2\n...")).containsExactly("1 a: 1", "3 b: 2");
  }

  @Test
  void documentsWithoutContentAreNone() {
    assertThat(documents("# comment\n---\n\n---\n  \n# more\n---\na: 1\n---\n"))
        .containsExactly("7 ---\na: 1");
  }

  @Test
  void directivesBelongToTheDocumentBehindThem() {
    assertThat(documents("%YAML 1.1\n---\na: 1\n...\n%TAG ! !\n---\nb: 2"))
        .containsExactly("1 %YAML 1.1\n---\na: 1", "5 %TAG ! !\n---\nb: 2");
    assertThat(documents("%YAML 1.1\n---\n---\na: 1"))
        .containsExactly("1 %YAML 1.1\n---", "3 ---\na: 1");
    assertThat(documents("a: 1\n---\n%b")).containsExactly("1 a: 1", "2 ---\n%b");
  }

  @Test
  void contentMayStandBehindTheMarker() {
    assertThat(documents("--- {a: 1}\n--- {b: 2}")).containsExactly("1 --- {a: 1}", "2 --- {b: 2}");
  }

  @Test
  void whatOnlyLooksLikeAMarkerIsContent() {
    assertThat(documents("a: |\n  ---\n---b")).containsExactly("1 a: |\n  ---\n---b");
  }

  @Test
  void aDocumentThatIsTooLongIsPassedOverUntilItEnds() {
    assertThat(documents("a: 1\n" + "b".repeat(30) + "\nc: 3\n---\nd: 4"))
        .containsExactly("1 too long", "4 ---\nd: 4");
  }
}
