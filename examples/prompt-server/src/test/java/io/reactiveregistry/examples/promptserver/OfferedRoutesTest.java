package io.reactiveregistry.examples.promptserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalysis;

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

  @ParameterizedTest
  @ValueSource(strings = {"reactive-registry.read-only", "reactive-registry.web.read-only"})
  void whatOnlyWritesIsNotToldWhereNothingCanBeWritten(String property) {
    start().close();
    try (RunningServer server = start("--" + property + "=true")) {
      assertThat(server.announcement())
          .contains("/templates/{id} ", "/export ")
          .doesNotContain("/import", "PUT");
    }
  }

  @Test
  void whatIsToldToBeTriedIsThere() {
    try (RunningServer server = start("--prompt-server.samples=false")) {
      assertThat(server.announcement()).endsWith("curl " + server.uri("/templates"));
      server.put("/templates/support.reply", "{\"template\": \"mine\"}").expectStatus().isCreated();
      assertThat(server.announcement()).endsWith("curl " + server.uri("/templates/support.reply"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/page, /page",
    "/page/prompts, /page",
    "/settings, /settings",
    "/preview, /preview",
    "/dashboard/a/b, /dashboard",
    "/actuator, /actuator",
    "/actuator/prompts, /actuator",
  })
  void aBasePathWhereTheServerHasItsOwnRoutesIsRefused(String basePath, String own) {
    assertThatThrownBy(() -> start("--reactive-registry.web.base-path=" + basePath).close())
        .rootCause()
        .isInstanceOf(ShadowedRoutesException.class)
        .hasMessage(
            "reactive-registry.web.base-path is '%s', but %s and what is below it belongs to this server itself; choose another one, such as /prompts",
            basePath, own);
  }

  @Test
  void whereTheActuatorIsElsewhereItsPathIsRefusedThere() {
    assertThatThrownBy(
            () ->
                start(
                        "--management.endpoints.web.base-path=/manage",
                        "--reactive-registry.web.base-path=/manage/prompts")
                    .close())
        .rootCause()
        .isInstanceOf(ShadowedRoutesException.class);
  }

  @Test
  void aBasePathThatOnlyBeginsLikeOneOfTheServersIsAnother() {
    try (RunningServer server = start("--reactive-registry.web.base-path=/pages")) {
      server.get("/pages/templates/support.reply").expectStatus().isOk();
    }
  }

  @Test
  void aRefusedBasePathIsExplainedWithoutATrace() {
    FailureAnalysis analysis =
        new ShadowedRoutesAnalyzer()
            .analyze(new IllegalStateException(new ShadowedRoutesException("/page", "/page")));
    assertThat(analysis.getDescription()).contains("base-path is '/page'");
    assertThat(analysis.getAction()).contains("Set reactive-registry.web.base-path");
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
