package io.reactiveregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.json.JsonChanges;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChangeFormatsTest {

  static Stream<Arguments> changes() {
    return Stream.of(
        Arguments.of(
            new TemplateChange.Saved(1, "a", "1.0.0"),
            "1 saved a:1.0.0",
            "{\"revision\":1,\"kind\":\"saved\",\"id\":\"a\",\"version\":\"1.0.0\"}"),
        Arguments.of(
            new TemplateChange.Deleted(2, "a"),
            "2 deleted a with all its versions",
            "{\"revision\":2,\"kind\":\"deleted\",\"id\":\"a\"}"),
        Arguments.of(
            new TemplateChange.VersionDeleted(3, "a", "1.0.0"),
            "3 deleted a:1.0.0",
            "{\"revision\":3,\"kind\":\"version-deleted\",\"id\":\"a\",\"version\":\"1.0.0\"}"),
        Arguments.of(
            new TemplateChange.LabelMoved(4, "a", "live", "1.0.0"),
            "4 moved a@live to 1.0.0",
            "{\"revision\":4,\"kind\":\"label-moved\",\"id\":\"a\",\"label\":\"live\",\"version\":\"1.0.0\"}"),
        Arguments.of(
            new TemplateChange.LabelMoved(5, "a", "live", null),
            "5 removed a@live",
            "{\"revision\":5,\"kind\":\"label-moved\",\"id\":\"a\",\"label\":\"live\",\"version\":null}"),
        Arguments.of(
            new TemplateChange.Resync(6),
            "6 written by another program: anything may have changed",
            "{\"revision\":6,\"kind\":\"resync\"}"));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aChangeIsOneLineAndOneObject(TemplateChange change, String line, String json) {
    assertThat(ChangeLines.of(change)).isEqualTo(line);
    assertThat(Console.toJson(JsonChanges.fields(change))).isEqualTo(json);
  }

  @Test
  void noKindIsForgotten() {
    assertThat(changes().<Class<?>>map(arguments -> arguments.get()[0].getClass()))
        .contains(TemplateChange.class.getPermittedSubclasses());
  }
}
