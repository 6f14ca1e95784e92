package io.reactiveregistry.cli;

import static io.reactiveregistry.cli.Run.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Versions, labels, and saving under a condition. */
class VersionCommandsTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  @TempDir private Path directory;
  private Path store;

  @BeforeEach
  void saveTwoVersions() {
    store = directory.resolve("store");
    Run.put(store, yaml("a", "1.0.0", "one"));
    Run.put(store, yaml("a", "2.0.0", "two"));
  }

  private String text(String ref) {
    return Run.of("get", store, ref, "--format", "template").out();
  }

  private String hash(String ref) {
    return Run.of("get", store, ref, "--format", "hash").out().strip();
  }

  @Nested
  class Get {

    @Test
    void takesAVersionOrALabelBehindTheId() {
      Run.of("label", store, "a", "production", "1.0.0");

      assertThat(text("a")).isEqualTo("two");
      assertThat(text("a:1.0.0")).isEqualTo("one");
      assertThat(text("a@production")).isEqualTo("one");
    }

    @Test
    void anIdThatExistsAsWrittenIsNeitherVersionNorLabel() {
      Run.of("label", store, "a", "production", "1.0.0");
      Run.put(store, yaml("a@production", "1.0.0", "of its own"));
      Run.put(store, "id: \"a:1.0.0\"\ntemplate: as well\n");

      assertThat(text("a@production")).isEqualTo("of its own");
      assertThat(text("a:1.0.0")).isEqualTo("as well");
    }

    @Test
    void aVersionOrLabelThatIsNotThereExitsWithOne() {
      Run version = Run.of("get", store, "a:9.0.0");
      Run label = Run.of("get", store, "a@production");

      assertThat(version.exitCode()).isEqualTo(1);
      assertThat(version.err()).contains("has no version '9.0.0'; 'registry versions' names");
      assertThat(label.exitCode()).isEqualTo(1);
      assertThat(label.err())
          .isEqualTo(
              "error: Template 'a' has no label 'production'; 'registry labels' names those that exist\n");
    }
  }

  @Nested
  class Diff {

    @Test
    void printsTheLinesAndValuesThatDifferAndExitsWithOne() {
      Run.put(
          store,
          """
          id: b
          version: 1.0.0
          template: "first\\nsecond\\nthird"
          inputs:
            name: {type: string}
          metadata: {owner: me, same: 1}
          """);
      Run.put(
          store,
          """
          id: b
          version: 2.0.0
          description: greets
          template: "first\\n2nd\\nthird\\nfourth"
          metadata: {owner: you, same: 1}
          """);

      Run diff = Run.of("diff", store, "b", "1.0.0", "2.0.0");

      assertThat(diff.exitCode()).isEqualTo(1);
      assertThat(diff.err()).isEmpty();
      assertThat(diff.out())
          .isEqualTo(
              """
              --- b:1.0.0
              +++ b:2.0.0
              @@ -2 +2 @@
              -second
              +2nd
              @@ -3,0 +4 @@
              +fourth
              @@ description @@
              +"greets"
              @@ inputs.name @@
              -{"type":"string","required":true,"default":null}
              @@ metadata.owner @@
              -"me"
              +"you"
              """);
    }

    @Test
    void isOneJsonObjectWhereJsonIsAskedFor() throws Exception {
      Run diff = Run.of("diff", store, "a", "1.0.0", "2.0.0", "--json");

      assertThat(diff.exitCode()).isEqualTo(1);
      JsonNode json = JSON.readTree(diff.out());
      assertThat(json.get("id").asString()).isEqualTo("a");
      assertThat(json.get("from").asString()).isEqualTo("1.0.0");
      assertThat(json.get("to").asString()).isEqualTo("2.0.0");
      assertThat(json.get("equal").asBoolean()).isFalse();
      assertThat(json.get("description").isNull()).isTrue();
      JsonNode edit = json.get("template").get(0);
      assertThat(edit.get("fromLine").asInt()).isEqualTo(1);
      assertThat(edit.get("removed").get(0).asString()).isEqualTo("one");
      assertThat(edit.get("added").get(0).asString()).isEqualTo("two");
    }

    @Test
    void versionsThatDoNotDifferPrintNothing() {
      Run.put(store, yaml("a", "3.0.0", "two"));

      Run diff = Run.of("diff", store, "a", "2.0.0", "3.0.0");

      assertThat(diff.exitCode()).isZero();
      assertThat(diff.out()).isEmpty();
    }

    @Test
    void tellsThatANullWasAdded() {
      Run.put(store, "id: a\nversion: 3.0.0\ntemplate: two\nmetadata: {k: null}\n");

      assertThat(Run.of("diff", store, "a", "2.0.0", "3.0.0").out())
          .endsWith("@@ metadata.k @@\n+null\n");
    }

    @Test
    void aVersionThatIsNotThereIsNamed() {
      Run diff = Run.of("diff", store, "a", "1.0.0", "9.0.0");

      assertThat(diff.exitCode()).isEqualTo(1);
      assertThat(diff.out()).isEmpty();
      assertThat(diff.err()).hasLineCount(1).contains("has no version '9.0.0'");
    }
  }

  @Nested
  class Rollback {

    @Test
    void makesAnOlderVersionCurrentAgainAndKeepsTheOther() {
      Run rollback = Run.of("rollback", store, "a", "1.0.0");

      assertThat(rollback.exitCode()).isZero();
      assertThat(rollback.out()).startsWith("a is 1.0.0 again (revision ");
      assertThat(text("a")).isEqualTo("one");
      assertThat(text("a:2.0.0")).isEqualTo("two");
    }

    @Test
    void tellsTheRevisionInJson() throws Exception {
      JsonNode json = JSON.readTree(Run.of("rollback", store, "a", "1.0.0", "--json").out());

      assertThat(json.get("id").asString()).isEqualTo("a");
      assertThat(json.get("version").asString()).isEqualTo("1.0.0");
      assertThat(json.get("revision").asLong()).isPositive();
    }

    @Test
    void aVersionThatIsNotThereChangesNothing() {
      Run rollback = Run.of("rollback", store, "a", "9.0.0");

      assertThat(rollback.exitCode()).isEqualTo(1);
      assertThat(rollback.err()).contains("9.0.0");
      assertThat(text("a")).isEqualTo("two");
    }
  }

  @Nested
  class Labels {

    @Test
    void areSetMovedListedAndRemoved() {
      assertThat(Run.of("label", store, "a", "production", "1.0.0").out())
          .startsWith("a@production is 1.0.0 (revision ");
      Run.of("label", store, "a", "canary", "1.0.0");
      Run.of("label", store, "a", "canary", "2.0.0");

      assertThat(Run.of("labels", store, "a").out())
          .isEqualTo("canary: 2.0.0\nproduction: 1.0.0\n");

      Run removal = Run.of("label", store, "a", "canary", "--remove");
      assertThat(removal.exitCode()).isZero();
      assertThat(removal.out()).startsWith("Removed a@canary (revision ");
      assertThat(Run.of("labels", store, "a", "--json").out())
          .isEqualTo("{\"id\":\"a\",\"label\":\"production\",\"version\":\"1.0.0\"}\n");
    }

    @Test
    void aTemplateWithoutLabelsIsNoErrorButNoTemplateIs() {
      Run none = Run.of("labels", store, "a");
      Run absent = Run.of("labels", store, "b");

      assertThat(none.exitCode()).isZero();
      assertThat(none.out()).isEmpty();
      assertThat(absent.exitCode()).isEqualTo(1);
      assertThat(absent.err()).contains("No template has the id 'b'");
    }

    @Test
    void aMoveIsToldInJson() throws Exception {
      JsonNode move = JSON.readTree(Run.of("label", store, "a", "x", "1.0.0", "--json").out());
      JsonNode removal =
          JSON.readTree(Run.of("label", store, "a", "x", "--remove", "--json").out());

      assertThat(move.get("version").asString()).isEqualTo("1.0.0");
      assertThat(removal.get("label").asString()).isEqualTo("x");
      assertThat(removal.get("version").isNull()).isTrue();
      assertThat(removal.get("revision").asLong()).isGreaterThan(move.get("revision").asLong());
    }

    @Test
    void aVersionOrLabelThatIsNotThereIsRefused() {
      assertThat(Run.of("label", store, "a", "production", "9.0.0").exitCode()).isEqualTo(1);
      assertThat(Run.of("label", store, "a", "production", "--remove").exitCode()).isEqualTo(1);
      assertThat(Run.of("label", store, "a", "not@allowed", "1.0.0").exitCode()).isEqualTo(1);
      assertThat(Run.of("labels", store, "a").out()).isEmpty();
    }

    @Test
    void eitherAVersionOrARemovalIsAskedFor() {
      Run neither = Run.of("label", store, "a", "production");
      Run both = Run.of("label", store, "a", "production", "1.0.0", "--remove");

      assertThat(neither.exitCode()).isEqualTo(2);
      assertThat(neither.err()).contains("either VERSION or --remove");
      assertThat(both.exitCode()).isEqualTo(2);
      assertThat(both.err()).contains("either VERSION or --remove");
    }
  }

  @Nested
  class DeleteVersion {

    @Test
    void leavesTheOthersAndMakesTheNewestOfThemCurrent() {
      Run delete = Run.of("delete", store, "a", "--version", "2.0.0");

      assertThat(delete.exitCode()).isZero();
      assertThat(delete.out()).startsWith("Deleted a:2.0.0 (revision ");
      assertThat(Run.of("versions", store, "a").out()).isEqualTo("1.0.0 (current)\n");
    }

    @Test
    void isRefusedWhileALabelStandsOnItUnlessForced() {
      Run.of("label", store, "a", "production", "1.0.0");

      Run refused = Run.of("delete", store, "a", "--version", "1.0.0");
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.err())
          .isEqualTo(
              "error: Version 1.0.0 of template 'a' has the labels [production]; move them with 'registry label', or add --force\n");
      assertThat(text("a:1.0.0")).isEqualTo("one");

      Run forced = Run.of("delete", store, "a", "--version", "1.0.0", "--force", "--json");
      assertThat(forced.exitCode()).isZero();
      assertThat(forced.out()).startsWith("{\"id\":\"a\",\"version\":\"1.0.0\",\"revision\":");
      assertThat(Run.of("labels", store, "a").out()).isEmpty();
    }

    @Test
    void isOfOneTemplateOnly() {
      Run several = Run.of("delete", store, "a", "b", "--version", "1.0.0");
      Run all = Run.of("delete", store, "a", "--force");

      assertThat(several.exitCode()).isEqualTo(2);
      assertThat(several.err()).contains("--version takes one id, but 2 are given");
      assertThat(all.exitCode()).isEqualTo(2);
      assertThat(all.err()).startsWith("error: Missing required argument(s): --version");
      assertThat(text("a:1.0.0")).isEqualTo("one");
    }
  }

  @Nested
  class ConditionalPut {

    private Run put(String yaml, Object... options) {
      Object[] args = new Object[3 + options.length];
      args[0] = "put";
      args[1] = store;
      args[2] = "-";
      System.arraycopy(options, 0, args, 3, options.length);
      return Run.withInput(yaml, args);
    }

    @Test
    void savesWhatIsAbsentAndNothingElse() {
      assertThat(put(yaml("b", "1.0.0", "new"), "--if-absent").exitCode()).isZero();
      Run refused = put(yaml("b", "2.0.0", "newer"), "--if-absent");

      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.err())
          .startsWith("error: The current template 'b' is content hash " + hash("b"));
      assertThat(text("b")).isEqualTo("new");
    }

    @Test
    void savesWhereTheHashIsTheOneExpected() {
      String seen = hash("a");
      assertThat(put(yaml("a", "3.0.0", "three"), "--if-hash", seen).exitCode()).isZero();

      Run late = put(yaml("a", "4.0.0", "four"), "--if-hash", seen, "--json");

      assertThat(late.exitCode()).isEqualTo(1);
      assertThat(late.err()).startsWith("{\"error\":{\"code\":\"conflict\"").contains(seen);
      assertThat(text("a")).isEqualTo("three");
    }

    @Test
    void isWrongUsageWithoutAHashWithBothOrForSeveralFiles() {
      assertThat(put("", "--if-hash", "nonsense").err())
          .contains("--if-hash", "'nonsense' is not a hash");
      assertThat(put("", "--if-hash", hash("a"), "--if-absent").exitCode()).isEqualTo(2);

      Run several = put("", "other.yaml", "--if-absent");
      assertThat(several.exitCode()).isEqualTo(2);
      assertThat(several.err()).contains("take one file, but 2 are given");
    }
  }

  @Nested
  class ConditionalDelete {

    @Test
    void deletesWhereTheHashIsTheOneExpected() {
      String seen = hash("a");
      Run.withInput(yaml("a", "3.0.0", "three"), "put", store, "-");

      Run late = Run.of("delete", store, "a", "--if-hash", seen, "--json");
      assertThat(late.exitCode()).isEqualTo(1);
      assertThat(late.err()).startsWith("{\"error\":{\"code\":\"conflict\"").contains(seen);
      assertThat(text("a")).isEqualTo("three");

      Run run = Run.of("delete", store, "a", "--if-hash", hash("a"));
      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).startsWith("Deleted 1 templates (revision ");
      assertThat(Run.of("versions", store, "a").exitCode()).isEqualTo(1);
    }

    @Test
    void findsAConflictWhereNothingIs() {
      Run run = Run.of("delete", store, "absent", "--if-hash", hash("a"));

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).startsWith("error: The current template 'absent' is absent");
    }

    @Test
    void isWrongUsageWithoutAHashWithAVersionOrForSeveralTemplates() {
      String seen = hash("a");

      Run nonsense = Run.of("delete", store, "a", "--if-hash", "nonsense");
      assertThat(nonsense.exitCode()).isEqualTo(2);
      assertThat(nonsense.err()).contains("--if-hash", "'nonsense' is not a hash");

      Run version = Run.of("delete", store, "a", "--if-hash", seen, "--version", "1.0.0");
      assertThat(version.exitCode()).isEqualTo(2);
      assertThat(version.err()).contains("--if-hash and --version exclude each other");

      Run several = Run.of("delete", store, "a", "b", "--if-hash", seen);
      assertThat(several.exitCode()).isEqualTo(2);
      assertThat(several.err()).contains("--if-hash takes one id, but 2 are given");

      assertThat(hash("a")).isEqualTo(seen);
    }
  }
}
