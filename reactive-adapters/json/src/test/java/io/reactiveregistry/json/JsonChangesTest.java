package io.reactiveregistry.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.TemplateChange;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class JsonChangesTest {

  static Stream<Arguments> changes() {
    return Stream.of(
        Arguments.of(
            new TemplateChange.Saved(1, "a", "1.0.0"),
            "{\"revision\":1,\"kind\":\"saved\",\"id\":\"a\",\"version\":\"1.0.0\"}"),
        Arguments.of(
            new TemplateChange.Deleted(2, "a"),
            "{\"revision\":2,\"kind\":\"deleted\",\"id\":\"a\"}"),
        Arguments.of(
            new TemplateChange.VersionDeleted(3, "a", "1.0.0"),
            "{\"revision\":3,\"kind\":\"version-deleted\",\"id\":\"a\",\"version\":\"1.0.0\"}"),
        Arguments.of(
            new TemplateChange.LabelMoved(4, "a", "live", "1.0.0"),
            "{\"revision\":4,\"kind\":\"label-moved\",\"id\":\"a\",\"label\":\"live\",\"version\":\"1.0.0\"}"),
        Arguments.of(
            new TemplateChange.LabelMoved(5, "a", "live", null),
            "{\"revision\":5,\"kind\":\"label-moved\",\"id\":\"a\",\"label\":\"live\",\"version\":null}"),
        Arguments.of(new TemplateChange.Resync(6), "{\"revision\":6,\"kind\":\"resync\"}"));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aChangeHasTheFieldsOfItsKind(TemplateChange change, String json) {
    assertThat(JsonMapper.shared().writeValueAsString(JsonChanges.fields(change))).isEqualTo(json);
  }

  @Test
  void noKindIsForgotten() {
    assertThat(changes().<Class<?>>map(arguments -> arguments.get()[0].getClass()))
        .contains(TemplateChange.class.getPermittedSubclasses());
  }
}
