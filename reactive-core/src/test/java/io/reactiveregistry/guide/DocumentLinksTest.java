package io.reactiveregistry.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a document of this project points to is there. */
class DocumentLinksTest {

  private static final Path ROOT = Path.of("..");

  @TempDir Path directory;

  static Stream<Path> documents() throws IOException {
    try (Stream<Path> guides = Files.list(ROOT.resolve("docs"))) {
      return Stream.concat(
          Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md").map(ROOT::resolve),
          guides.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream());
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyLinkLeadsSomewhere(Path document) throws IOException {
    assertThat(new Links(ROOT).broken(document)).isEmpty();
  }

  @Test
  void aLinkThatLeadsNowhereIsNamed() throws IOException {
    Files.writeString(
        directory.resolve("other.md"), "# The `other` one!\n\n## Twice\n\n## Twice\n");
    Files.createFile(
        Files.createDirectories(directory.resolve("src/test")).resolve("FoundTest.java"));
    Path document =
        Files.writeString(
            directory.resolve("document.md"),
            """
            # Here

            [a](other.md) [b](other.md#the-other-one) [c](#here) [d](other.md#twice-1)
            [e](https://example.org/absent.md) `other.md`
            [f](absent.md) [g](other.md#absent) [h](#there) ![i](absent.png) `docs/ABSENT.md`
            `FoundTest` `NotFoundTest`

            ```
            # there
            [j](absent.md)
            ```
            """);

    assertThat(new Links(directory).broken(document))
        .containsExactly(
            "absent.md",
            "other.md#absent",
            "#there",
            "absent.png",
            "docs/ABSENT.md",
            "NotFoundTest");
  }
}
