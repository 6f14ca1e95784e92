package io.reactiveregistry.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamesTest {

  @TempDir Path directory;
  private Path root = Path.of("/");

  @BeforeEach
  void realRoot() throws IOException {
    root = directory.toRealPath();
  }

  @ParameterizedTest
  @CsvSource({
    "greeting,greeting.yaml",
    "support/greeting,support/greeting.yaml",
    "v1.2,v1.2.yaml",
    "..,%2E%2E.yaml",
    "../../etc/passwd,%2E%2E/%2E%2E/etc/passwd.yaml",
    "/etc/passwd,%2Fetc/passwd.yaml",
    "a//b,a%2F%2Fb.yaml",
    "a/,a%2F.yaml",
    "a/./b,a/%2E/b.yaml",
    ".hidden/.x,%2Ehidden/%2Ex.yaml",
    "a b:c*?\\,a%20b%3Ac%2A%3F%5C.yaml",
    "100%,100%25.yaml",
    "é\ud83d\ude00,%C3%A9%F0%9F%98%80.yaml"
  })
  void tellTheIdAndStayBelowTheRoot(String id, String file) {
    assertThat(names().choose(id)).isEqualTo(root.resolve(file));
  }

  @Test
  void differForIdsThatDifferOnlyByCaseOrAreTooLongOrReserved() throws IOException {
    FileNames names = new FileNames(root, List.of(root.resolve("greeting.yaml")));
    Files.createFile(root.resolve("other.yaml"));

    assertThat(
            List.of(
                "Greeting",
                "other",
                "CON",
                "lpt1.x",
                "x".repeat(300),
                "x".repeat(301),
                "a/".repeat(200) + "b"))
        .extracting(id -> root.relativize(names.choose(id)).toString())
        .doesNotHaveDuplicates()
        .allSatisfy(name -> assertThat(name).matches("[^/]{1,70}-[0-9a-f]{16}\\.yaml"));
  }

  @Test
  void avoidFoldersThatAreFilesOrLinksOutOfTheTree(@TempDir Path elsewhere) throws IOException {
    Files.createFile(root.resolve("file"));
    Files.createSymbolicLink(root.resolve("link"), elsewhere);

    assertThat(List.of("file/a", "link/a"))
        .extracting(id -> names().choose(id).getParent())
        .containsOnly(root);
  }

  @Test
  void makeNoFolderThatCouldBeTheFileOfAnotherId() throws IOException {
    FileNames names = names();

    for (String id : List.of("a.yaml/b", "a", "b", "b.yaml/c", "c/d.YML/e", "c/d")) {
      Path file = names.choose(id);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
    assertThat(root.resolve("a.yaml")).isRegularFile();
    assertThat(root.resolve("b.yaml")).isRegularFile();
    assertThat(root.resolve("c/d.yaml")).isRegularFile();
  }

  private FileNames names() {
    return new FileNames(root, List.of());
  }
}
