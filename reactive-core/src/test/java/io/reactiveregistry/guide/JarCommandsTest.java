package io.reactiveregistry.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A document that starts a jar of this project says how it is built. */
class JarCommandsTest {

  private static final Pattern STARTED = Pattern.compile("java [^`\\n]*-jar ([\\w/-]+)/target/");
  private static final Pattern BUILT =
      Pattern.compile("mvn -ntp -DskipTests package -pl ([\\w/-]+) -am");

  static Stream<Path> documents() throws IOException {
    return DocumentLinksTest.documents();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyJarThatIsStartedIsBuiltBefore(Path file) throws IOException {
    Document document = new Document(Files.readString(file));

    assertThat(document.all(BUILT)).containsAll(document.all(STARTED));
  }

  @Test
  void theCommandsOfTheDocumentsAreFound() throws IOException {
    assertThat(Document.read("../README.md").all(STARTED))
        .containsAll(
            List.of("examples/prompt-server", "reactive-adapters/cli", "examples/benchmarks"));
    assertThat(Document.read("../docs/HTTP.md").all(STARTED))
        .containsExactly("examples/prompt-server");
  }
}
