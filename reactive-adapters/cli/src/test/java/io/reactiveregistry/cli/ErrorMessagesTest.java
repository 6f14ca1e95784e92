package io.reactiveregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.error.ChangesCompactedException;
import org.junit.jupiter.api.Test;

class ErrorMessagesTest {

  @Test
  void changesThatAreNotKeptSayFromWhereToGoOn() {
    assertThat(ErrorMessages.of(new ChangesCompactedException(3, 7, 90)))
        .isEqualTo(
            "Not all changes after revision 3 are kept; read the store again, and go on with --after 7");
  }

  @Test
  void whatNobodyExpectedIsADefect() {
    assertThat(ErrorMessages.of(new IllegalStateException("odd")))
        .startsWith("This is a defect of the program")
        .contains("odd", "--debug");
  }
}
