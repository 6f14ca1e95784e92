package io.reactiveregistry.webflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.server.ServerWebInputException;

class ChangePositionTest {

  @ParameterizedTest
  @CsvSource({
    "0,0,0",
    "17,17,0",
    "17:2,16,2",
    "1:1,0,1",
    "999999999999999999,999999999999999999,0"
  })
  void isReadAndWritten(String text, long afterRevision, long seen) {
    ChangePosition position = ChangePosition.parse(text, "after");

    assertThat(position).isEqualTo(new ChangePosition(afterRevision, seen));
    assertThat(position).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-1",
        "1:",
        ":1",
        "1:2:3",
        "1.5",
        "0:1",
        "soon",
        "1000000000000000000",
        "１"
      })
  void whatIsNoPositionIsABadRequest(String text) {
    assertThatThrownBy(() -> ChangePosition.parse(text, "Last-Event-ID"))
        .isInstanceOf(ServerWebInputException.class)
        .hasMessageContaining("Last-Event-ID '" + text + "' is neither");
  }
}
