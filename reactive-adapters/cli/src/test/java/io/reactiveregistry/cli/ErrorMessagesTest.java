package io.reactiveregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.error.ChangesCompactedException;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.MapFullException;
import io.reactiveregistry.error.OverloadedException;
import io.reactiveregistry.error.RegistryException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorMessagesTest {

  @Test
  void changesThatAreNotKeptSayFromWhereToGoOn() {
    assertThat(ErrorMessages.of(new ChangesCompactedException(3, 7, 90)))
        .isEqualTo(
            "Not all changes after revision 3 are kept; read the store again, and go on with --after 7");
  }

  static Stream<RegistryException> errorsThatNameOptionsOfJava() {
    return Stream.of(
        new MapFullException("store", 4096, 8192, null),
        new OverloadedException("write", 8, "writeQueueCapacity"),
        OverloadedException.ofBytes("write", 8, "writeQueueBytes"),
        new ChangesCompactedException(3, 7, 90),
        new InvalidTemplateException(
            "template",
            "it takes 9 bytes, at most 8 are allowed; shorten it, or raise maxFileBytes"));
  }

  @ParameterizedTest
  @MethodSource
  void errorsThatNameOptionsOfJava(RegistryException error) {
    assertThat(ErrorMessages.of(error)).doesNotContainPattern("[a-z][A-Z]").isNotBlank();
  }

  @Test
  void whatCanBeDoneInAShellIsStillSaid() {
    assertThat(ErrorMessages.of(new MapFullException("store", 4096, 8192, null)))
        .isEqualTo(
            "The store at store is full: its map has 4096 bytes and may not grow beyond 8192; delete templates");
    assertThat(ErrorMessages.of(new OverloadedException("write", 8, "writeQueueCapacity")))
        .isEqualTo("The write queue is full (8 calls waiting); retry after a pause");
  }

  @Test
  void whatIsQuotedIsLeftAsItIs() {
    String id = "a; shorten it, or raise maxRecordBytes";
    String reason = "'%s' takes 9 bytes stored, at most 8 are allowed; shorten it".formatted(id);
    assertThat(
            ErrorMessages.of(
                new InvalidTemplateException("template", reason + ", or raise maxRecordBytes")))
        .isEqualTo("Invalid template: " + reason);
    assertThat(ErrorMessages.of(new InvalidTemplateException("id", "'%s' is odd".formatted(id))))
        .isEqualTo("Invalid id: '%s' is odd", id);
  }

  @Test
  void whatNobodyExpectedIsADefect() {
    assertThat(ErrorMessages.of(new IllegalStateException("odd")))
        .startsWith("This is a defect of the program")
        .contains("odd", "--debug");
  }
}
