package io.reactiveregistry.examples.promptserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Neither the page nor the terminal is told of routes that are left out. */
class OfferedRoutesTest {

  @TempDir Path directory;

  private RunningServer start(String... options) {
    return RunningServer.start(directory.resolve("store"), options);
  }

  private static void expectSetting(RunningServer server, String name, Object value) {
    server.get("/settings").expectBody().jsonPath("$." + name).isEqualTo(value);
  }

  @Test
  void everythingIsToldWhereNothingIsLeftOut() {
    try (RunningServer server = start()) {
      server.get("/templates/support.reply/labels").expectStatus().isOk();
      assertThat(server.announcement())
          .contains("/templates/{id}/labels")
          .contains("PUT saves it", "/import ", "/export ", "/changes ", "/stats ");
    }
  }

  @Test
  void withoutLabelsThereAreNone() {
    try (RunningServer server = start("--reactive-registry.web.without=labels")) {
      server.get("/templates/support.reply/labels").expectStatus().isNotFound();
      expectSetting(server, "labels", false);
      expectSetting(server, "labelsWritable", false);
      expectSetting(server, "writable", true);
      assertThat(server.announcement()).contains("/templates/{id} ").doesNotContain("label");
    }
  }

  @Test
  void withoutWritingLabelsCanStillBeSet() {
    try (RunningServer server = start("--reactive-registry.web.without=writing")) {
      server
          .put("/templates/support.reply/labels/live", "{\"version\": \"2.1.0\"}")
          .expectStatus()
          .is2xxSuccessful();
      server.put("/templates/mine", "{\"template\": \"mine\"}").expectStatus().isEqualTo(405);
      expectSetting(server, "writable", false);
      expectSetting(server, "labelsWritable", true);
      assertThat(server.announcement()).doesNotContain("PUT saves it");
    }
  }

  @Test
  void withoutRoutesForThemChangesCannotBeFollowed() {
    try (RunningServer server =
        start("--reactive-registry.web.without=changes,import,export,statistics")) {
      server.get("/changes").expectStatus().isNotFound();
      expectSetting(server, "changes", false);
      assertThat(server.announcement()).doesNotContain("/changes", "/import", "/export", "/stats");
    }
  }

  @Test
  void aStoreThatKeepsNoChangesTellsNone() {
    try (RunningServer server = start("--reactive-registry.change-log-capacity=0")) {
      expectSetting(server, "changes", false);
    }
  }

  @Test
  void aBasePathIsTold() {
    try (RunningServer server = start("--reactive-registry.web.base-path=/prompts")) {
      server.get("/prompts/templates/support.reply").expectStatus().isOk();
      server.get("/templates/support.reply").expectStatus().isNotFound();
      expectSetting(server, "basePath", "/prompts");
      assertThat(server.announcement())
          .contains("curl " + server.uri("/prompts/templates/support.reply"));
    }
  }
}
