package io.reactiveregistry.contract;

import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** Ids that no template can have. */
final class BadIds {

  private BadIds() {}

  static Stream<Named<String>> all() {
    return Stream.of(
        Named.of("empty", ""),
        Named.of("blank", " \t "),
        Named.of("a line break", "a\nb"),
        Named.of("NUL", "a\0b"),
        Named.of("a C1 control character", "a\u0085b"),
        Named.of("an unpaired high surrogate", "a\uD83D"),
        Named.of("an unpaired low surrogate", "\uDE80a"),
        Named.of("512 bytes", "x".repeat(512)),
        Named.of("512 bytes in 128 characters", "\uD83D\uDE80".repeat(128)));
  }
}
