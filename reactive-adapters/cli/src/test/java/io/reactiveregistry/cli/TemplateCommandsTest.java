package io.reactiveregistry.cli;

import static io.reactiveregistry.cli.Run.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TemplateCommandsTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  @TempDir private Path directory;
  private Path store;

  @BeforeEach
  void chooseStore() {
    store = directory.resolve("store");
  }

  private Path file(String name, String content) throws Exception {
    return Files.writeString(directory.resolve(name), content);
  }

  @Nested
  class Put {

    @Test
    void savesSeveralFilesAndMakesTheStore() throws Exception {
      Path a = file("a.yaml", yaml("a", "1.0.0", "one"));
      Path b = file("b.yaml", yaml("b", "1.0.0", "two"));

      Run run = Run.of("put", store, a, b);

      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).startsWith("Saved 2 templates (revision ");
      assertThat(Run.of("list", store).out()).isEqualTo("a\nb\n");
    }

    @Test
    void readsStandardInput() {
      Run run = Run.withInput(yaml("a", "1.0.0", "grüße"), "put", store, "-");

      assertThat(run.exitCode()).isZero();
      assertThat(Run.of("get", store, "a", "--format", "template").out()).isEqualTo("grüße");
    }

    @Test
    void savesNothingWhenAFileIsBrokenAndNamesEachOfThem() throws Exception {
      Path good = file("good.yaml", yaml("a", "1.0.0", "one"));
      Path broken = file("broken.yaml", "id: b\ntemplate: [\n");
      Path nameless = file("nameless.yaml", "template: text\n");

      Run run = Run.of("put", store, good, broken, nameless);

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err())
          .containsPattern("broken.yaml:\\d+: ")
          .contains("nameless.yaml")
          .contains("error: Nothing was saved; 2 of 3 files cannot be used");
      assertThat(store).doesNotExist();
    }

    @Test
    void quotesABrokenFileAsItIs() throws Exception {
      String key = "rest; shorten it, or raise maxRecordBytes";
      Path broken =
          file(
              "broken.yaml",
              yaml("a", "1.0.0", "x") + "metadata:\n  '%s': 1\n  '%s': 2\n".formatted(key, key));

      assertThat(Run.of("put", store, broken).err()).contains("the key '" + key + "' stands on");
      assertThat(Run.of("put", store, broken, "--json").err())
          .contains("the key '" + key + "' stands on");
    }

    @Test
    void printsATemplateThatSpeaksOfAnOptionAsItIs() {
      String text = "Shorten it, or raise maxRecordBytes";
      Run.put(store, yaml("a", "1.0.0", text));

      assertThat(Run.of("get", store, "a").out()).contains(text);
    }

    @Test
    void namesBrokenFilesInTheJsonErrorToo() throws Exception {
      Path nameless = file("nameless.yaml", "template: text\n");

      Run run = Run.of("put", store, nameless, "--json");

      JsonNode error = JSON.readTree(run.err()).get("error");
      assertThat(error.get("code").asString()).isEqualTo("invalid-template");
      assertThat(error.get("failures").get(0).get("location").asString())
          .startsWith(nameless.toString());
    }

    @Test
    void namesAFileThatIsNotThere() {
      Run run = Run.of("put", store, directory.resolve("absent.yaml"));

      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.err()).contains("absent.yaml: there is no such file");
    }

    @Test
    void namesTheFileThatContradictsAnotherOne() throws Exception {
      Path one = file("one.yaml", yaml("a", "1.0.0", "one"));
      Path two = file("two.yaml", yaml("a", "1.0.0", "two"));

      Run run = Run.of("put", store, one, two);

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).contains("two.yaml: ");
    }

    @Test
    void makesNoStoreForATemplateThatHasToBeThere() throws Exception {
      Path absent = store.resolveSibling("mistyped");
      String hash = "0".repeat(64);

      Run run = Run.withInput(yaml("a", "1.0.0", "x"), "put", absent, "-", "--if-hash", hash);

      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.err()).startsWith("error: There is no store at ");
      assertThat(absent).doesNotExist();
    }

    @Test
    void warnsOfFieldsThatAreNotKept() {
      Run run = Run.withInput("owner: me\n" + yaml("a", "1.0.0", "x"), "put", store, "-");

      assertThat(run.exitCode()).isZero();
      assertThat(run.err()).startsWith("standard input:1: warning: the field 'owner' ");
    }
  }

  @Nested
  class Get {

    @Test
    void printsYamlThatCanBePutAgain() {
      Run.put(store, yaml("a", "1.0.0", "text"));

      Run run = Run.of("get", store, "a");

      assertThat(run.exitCode()).isZero();
      Path copy = directory.resolve("copy");
      Run.put(copy, run.out());
      assertThat(Run.of("get", copy, "a").out()).isEqualTo(run.out());
    }

    @Test
    void printsTheTextExactly() {
      Run.put(store, "id: a\ntemplate: \"line\\n\\tno line break at the end\"\n");

      assertThat(Run.of("get", store, "a", "--format", "template").out())
          .isEqualTo("line\n\tno line break at the end");
    }

    @Test
    void printsJson() throws Exception {
      Run.put(store, "id: a\ntemplate: x\ninputs:\n  n:\n    type: number\n    default: 3\n");

      Run run = Run.of("get", store, "a", "--json");

      assertThat(run.out()).hasLineCount(1);
      JsonNode json = JSON.readTree(run.out());
      assertThat(json.get("version").asString()).isEqualTo("0.1.0");
      assertThat(json.get("inputs").get("n").get("default").asLong()).isEqualTo(3);
      assertThat(Run.of("get", store, "a", "--format", "json").out()).isEqualTo(run.out());
    }

    @Test
    void printsTheVersionThatIsAskedFor() {
      Run.put(store, yaml("a", "1.0.0", "one"));
      Run.put(store, yaml("a", "2.0.0", "two"));

      assertThat(Run.of("get", store, "a", "--format=template").out()).isEqualTo("two");
      assertThat(Run.of("get", store, "a", "--version", "1.0.0", "--format=template").out())
          .isEqualTo("one");
    }

    @Test
    void aTemplateOrVersionThatIsNotThereExitsWithOne() {
      Run.put(store, yaml("a", "1.0.0", "one"));

      Run template = Run.of("get", store, "b");
      assertThat(template.exitCode()).isEqualTo(1);
      assertThat(template.err())
          .isEqualTo("error: No template has the id 'b'; 'registry list' names those that exist\n");
      Run version = Run.of("get", store, "a", "--version=9.0.0");
      assertThat(version.exitCode()).isEqualTo(1);
      assertThat(version.err()).hasLineCount(1).startsWith("error: ").contains("9.0.0");
      assertThat(version.out()).isEmpty();
    }

    @Test
    void anIdThatNoTemplateCanHaveExitsWithOne() {
      Run.put(store, yaml("a", "1.0.0", "one"));

      assertThat(Run.of("get", store, "a\nb").exitCode()).isEqualTo(1);
    }
  }

  @Nested
  class ListAndVersions {

    @Test
    void listsIdsOfAPrefixUpToALimit() {
      Run.put(store, yaml("a/1", "1.0.0", "x"));
      Run.put(store, yaml("a/2", "1.0.0", "x"));
      Run.put(store, yaml("b/1", "1.0.0", "x"));

      assertThat(Run.of("list", store, "--prefix", "a/").out()).isEqualTo("a/1\na/2\n");
      assertThat(Run.of("list", store, "--limit", "1").out()).isEqualTo("a/1\n");
      assertThat(Run.of("list", store, "--limit", "1", "--json").out())
          .isEqualTo("{\"id\":\"a/1\"}\n");
    }

    @Test
    void anEmptyListIsNoError() {
      Run.put(store, yaml("a", "1.0.0", "x"));

      Run run = Run.of("list", store, "--prefix", "none");

      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).isEmpty();
    }

    @Test
    void versionsMarksTheCurrentOne() throws Exception {
      Run.put(store, yaml("a", "2.0.0", "two"));
      Run.put(store, yaml("a", "1.0.0", "one"));

      assertThat(Run.of("versions", store, "a").out()).isEqualTo("1.0.0 (current)\n2.0.0\n");
      JsonNode first =
          JSON.readTree(Run.of("versions", store, "a", "--json").out().lines().toList().get(0));
      assertThat(first.get("current").asBoolean()).isTrue();
    }

    @Test
    void versionsOfATemplateThatIsNotThereExitsWithOne() {
      Run.put(store, yaml("a", "1.0.0", "x"));

      assertThat(Run.of("versions", store, "b").exitCode()).isEqualTo(1);
    }
  }

  @Nested
  class Delete {

    @Test
    void deletesAllThatAreNamed() {
      Run.put(store, yaml("a", "1.0.0", "x"));
      Run.put(store, yaml("b", "1.0.0", "x"));
      Run.put(store, yaml("c", "1.0.0", "x"));

      Run run = Run.of("delete", store, "a", "c");

      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).startsWith("Deleted 2 templates (revision ");
      assertThat(Run.of("list", store).out()).isEqualTo("b\n");
    }

    @Test
    void deletesNothingWhenOneIsNotThereAndNamesAllThatAreNot() {
      Run.put(store, yaml("a", "1.0.0", "x"));

      Run run = Run.of("delete", store, "a", "b", "c");

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).contains("b: no template", "c: no template", "Nothing was deleted");
      assertThat(Run.of("list", store).out()).isEqualTo("a\n");
    }
  }

  @Test
  void statsCountsTemplatesAndVersions() throws Exception {
    Run.put(store, yaml("a", "1.0.0", "one"));
    Run.put(store, yaml("a", "2.0.0", "two"));

    JsonNode stats = JSON.readTree(Run.of("stats", store, "--json").out());

    assertThat(stats.get("templates").asLong()).isEqualTo(1);
    assertThat(stats.get("versions").asLong()).isEqualTo(2);
    assertThat(Run.of("stats", store).out()).containsPattern("(?m)^templates +1$");
  }
}
