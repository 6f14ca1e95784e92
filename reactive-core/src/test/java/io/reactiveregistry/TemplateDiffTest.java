package io.reactiveregistry;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactiveregistry.TemplateDiff.LineEdit;
import io.reactiveregistry.TemplateDiff.ValueEdit;
import io.reactiveregistry.TemplateDiff.ValueEdit.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TemplateDiffTest {

  @Test
  void versionsWithTheSameContentDoNotDiffer() {
    TemplateSpec from =
        TemplateSpec.builder("a")
            .version("1.0.0")
            .description("d")
            .template("text\n")
            .input("x", InputSpec.required(InputType.STRING))
            .metadata("k", null)
            .build();
    TemplateSpec to = from.toBuilder().version("2.0.0").build();

    TemplateDiff diff = TemplateDiff.between(from, to);

    assertThat(diff.isEmpty()).isTrue();
    assertThat(diff.from()).isEqualTo(TemplateRef.version("a", "1.0.0"));
    assertThat(diff.to()).isEqualTo(TemplateRef.version("a", "2.0.0"));
  }

  @Test
  void theOrderOfKeysIsNoDifference() {
    TemplateSpec from = TemplateSpec.builder("a").metadata("x", 1).metadata("y", 2).build();
    TemplateSpec to = TemplateSpec.builder("a").metadata("y", 2).metadata("x", 1).build();

    assertThat(TemplateDiff.between(from, to).isEmpty()).isTrue();
  }

  @Nested
  class Lines {

    @Test
    void aChangedLineIsRemovedAndAdded() {
      assertThat(edits("one\ntwo\nthree", "one\nTWO\nthree"))
          .containsExactly(new LineEdit(2, List.of("two"), 2, List.of("TWO")));
    }

    @Test
    void addedLinesStandBeforeTheLineThatFollowsThem() {
      assertThat(edits("one\nfour", "one\ntwo\nthree\nfour"))
          .containsExactly(new LineEdit(2, List.of(), 2, List.of("two", "three")));
    }

    @Test
    void removedLinesLeaveNothing() {
      assertThat(edits("one\ntwo\nthree\nfour", "one\nfour"))
          .containsExactly(new LineEdit(2, List.of("two", "three"), 2, List.of()));
    }

    @Test
    void editsFollowTheTextAndCountLinesInBoth() {
      assertThat(edits("a\nb\nc\nd\ne\nf", "a\nB1\nB2\nc\nd\nf\ng"))
          .containsExactly(
              new LineEdit(2, List.of("b"), 2, List.of("B1", "B2")),
              new LineEdit(5, List.of("e"), 6, List.of()),
              new LineEdit(7, List.of(), 7, List.of("g")));
    }

    @Test
    void aLineFeedAtTheEndIsADifference() {
      assertThat(edits("text", "text\n"))
          .containsExactly(new LineEdit(2, List.of(), 2, List.of("")));
    }

    @Test
    void whatElseEndsALineIsAPartOfIt() {
      assertThat(edits("one\r\ntwo", "one\ntwo"))
          .containsExactly(new LineEdit(1, List.of("one\r"), 1, List.of("one")));
    }

    @Test
    void aTextThatWasEmptyWasOneEmptyLine() {
      assertThat(edits("", "one\ntwo"))
          .containsExactly(new LineEdit(1, List.of(""), 1, List.of("one", "two")));
    }

    @Test
    void theFewestEditsAreFoundUpToALimit() {
      int pairs = TemplateDiff.MOST_EDITED_LINES / 2; // one line removed and one added in each

      assertThat(edits(everyOtherLine("old", pairs), everyOtherLine("new", pairs))).hasSize(pairs);
      assertThat(edits(everyOtherLine("old", pairs + 1), everyOtherLine("new", pairs + 1)))
          .singleElement()
          .satisfies(
              edit -> {
                assertThat(edit.fromLine()).isEqualTo(2);
                assertThat(edit.toLine()).isEqualTo(2);
                assertThat(edit.removed())
                    .hasSize(2 * pairs + 1)
                    .startsWith("old0")
                    .endsWith("old" + pairs);
                assertThat(edit.added())
                    .hasSize(2 * pairs + 1)
                    .startsWith("new0")
                    .endsWith("new" + pairs);
              });
    }

    private static String everyOtherLine(String name, int pairs) {
      return IntStream.range(0, pairs)
          .mapToObj(i -> "same" + i + "\n" + name + i + "\n")
          .collect(joining());
    }

    @Test
    void beyondTheLimitNothingIsReplacedTwice() {
      String longer = "x\n".repeat(5_000);

      assertThat(edits(longer, longer + longer))
          .containsExactly(new LineEdit(5_001, List.of(), 5_001, Collections.nCopies(5_000, "x")));
      assertThat(edits(longer + longer, longer))
          .containsExactly(new LineEdit(5_001, Collections.nCopies(5_000, "x"), 5_001, List.of()));
    }

    @Test
    @Timeout(60) // looking for the fewest edits would take hours
    void textsThatHaveNothingInCommonAreComparedInTime() {
      String from = IntStream.range(0, 100_000).mapToObj(i -> "a" + i).collect(joining("\n"));
      String to = IntStream.range(0, 100_000).mapToObj(i -> "b" + i).collect(joining("\n"));

      assertThat(edits(from, to))
          .singleElement()
          .satisfies(edit -> assertThat(edit.added()).hasSize(100_000));
    }

    private static List<LineEdit> edits(String from, String to) {
      return between(
              TemplateSpec.builder("a").template(from), TemplateSpec.builder("a").template(to))
          .template();
    }
  }

  @Property
  void theEditsMakeTheOneTextTheOther(
      @ForAll("texts") List<String> from, @ForAll("texts") List<String> to) {
    TemplateDiff diff =
        between(
            TemplateSpec.builder("a").template(String.join("\n", from)),
            TemplateSpec.builder("a").template(String.join("\n", to)));

    assertThat(applied(diff.template(), from)).isEqualTo(to);
    assertThat(diff.isEmpty()).isEqualTo(from.equals(to));
  }

  @Provide
  Arbitrary<List<String>> texts() {
    return Arbitraries.of("a", "b", "c", "").list().ofMinSize(1).ofMaxSize(12);
  }

  /** From the last edit to the first, so that lines keep their numbers. */
  private static List<String> applied(List<LineEdit> edits, List<String> from) {
    List<String> lines = new ArrayList<>(from);
    for (int i = edits.size() - 1; i >= 0; i--) {
      LineEdit edit = edits.get(i);
      int start = edit.fromLine() - 1;
      List<String> replaced = lines.subList(start, start + edit.removed().size());
      assertThat(replaced).isEqualTo(edit.removed());
      replaced.clear();
      lines.addAll(start, edit.added());
    }
    for (LineEdit edit : edits) {
      int start = edit.toLine() - 1;
      assertThat(lines.subList(start, start + edit.added().size())).isEqualTo(edit.added());
    }
    return lines;
  }

  @Nested
  class Values {

    private final TemplateSpec.Builder empty = TemplateSpec.builder("a");

    @Test
    void aDescriptionIsAddedRemovedOrChanged() {
      TemplateSpec.Builder one = TemplateSpec.builder("a").description("one");
      TemplateSpec.Builder two = TemplateSpec.builder("a").description("two");

      assertThat(between(empty, one).description())
          .isEqualTo(new ValueEdit<>("description", Kind.ADDED, null, "one"));
      assertThat(between(one, empty).description())
          .isEqualTo(new ValueEdit<>("description", Kind.REMOVED, "one", null));
      assertThat(between(one, two).description())
          .isEqualTo(new ValueEdit<>("description", Kind.CHANGED, "one", "two"));
      assertThat(between(one, one).description()).isNull();
    }

    @Test
    void inputsAreComparedByName() {
      InputSpec text = InputSpec.required(InputType.STRING);
      InputSpec number = InputSpec.optional(InputType.NUMBER, 1);
      TemplateSpec.Builder from =
          TemplateSpec.builder("a").input("z", text).input("kept", text).input("changed", text);
      TemplateSpec.Builder to =
          TemplateSpec.builder("a")
              .input("new", number)
              .input("changed", number)
              .input("kept", text);

      assertThat(between(from, to).inputs())
          .containsExactly(
              new ValueEdit<>("z", Kind.REMOVED, text, null),
              new ValueEdit<>("changed", Kind.CHANGED, text, number),
              new ValueEdit<>("new", Kind.ADDED, null, number));
    }

    @Test
    void metadataAreComparedByTheirWholeValues() {
      TemplateSpec.Builder from = TemplateSpec.builder("a").metadata("tags", List.of("x", "y"));
      TemplateSpec.Builder to = TemplateSpec.builder("a").metadata("tags", List.of("x"));

      assertThat(between(from, to).metadata())
          .containsExactly(new ValueEdit<>("tags", Kind.CHANGED, List.of("x", "y"), List.of("x")));
    }

    @Test
    void nullIsAValueLikeAnyOther() {
      TemplateSpec.Builder nothing = TemplateSpec.builder("a").metadata("owner", null);
      TemplateSpec.Builder something = TemplateSpec.builder("a").metadata("owner", "team");

      assertThat(between(empty, nothing).metadata())
          .containsExactly(new ValueEdit<>("owner", Kind.ADDED, null, null));
      assertThat(between(nothing, empty).metadata())
          .containsExactly(new ValueEdit<>("owner", Kind.REMOVED, null, null));
      assertThat(between(nothing, something).metadata())
          .containsExactly(new ValueEdit<>("owner", Kind.CHANGED, null, "team"));
      assertThat(between(nothing, nothing).metadata()).isEmpty();
    }

    @Test
    void anyDifferenceIsOne() {
      assertThat(between(empty, TemplateSpec.builder("a").description("d")).isEmpty()).isFalse();
      assertThat(between(empty, TemplateSpec.builder("a").template("t")).isEmpty()).isFalse();
      assertThat(between(empty, TemplateSpec.builder("a").metadata("m", null)).isEmpty()).isFalse();
      assertThat(
              between(
                      empty,
                      TemplateSpec.builder("a").input("i", InputSpec.required(InputType.STRING)))
                  .isEmpty())
          .isFalse();
    }
  }

  @Test
  void aDiffCannotBeChanged() {
    List<String> removed = new ArrayList<>(List.of("one"));
    LineEdit edit = new LineEdit(1, removed, 1, Arrays.asList("two"));
    removed.clear();
    TemplateDiff diff =
        between(
            TemplateSpec.builder("a").template("one").metadata("m", 1), TemplateSpec.builder("a"));

    assertThat(edit.removed()).containsExactly("one");
    assertThatThrownBy(() -> diff.template().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> diff.metadata().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> diff.template().get(0).added().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private static TemplateDiff between(TemplateSpec.Builder from, TemplateSpec.Builder to) {
    return TemplateDiff.between(from.build(), to.build());
  }
}
