package io.reactiveregistry.examples.promptserver.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.InputSpec;
import io.reactiveregistry.InputType;
import io.reactiveregistry.LabelMove;
import io.reactiveregistry.TemplateSpec;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostileTextBrowserTest extends BrowserTest {

  private static final String IMAGE = "<img src=x onerror=\"window.broken=1;alert(1)\">";
  private static final String SCRIPT = "</script><script>window.broken=1</script>";
  private static final String DRAWING = "\"><svg onload=\"window.broken=1\">";
  private static final List<String> HOSTILE =
      List.of(
          IMAGE,
          SCRIPT,
          DRAWING,
          "javascript:window.broken=1",
          "a/../b;c#d?e=f&g%2Fh",
          "../..",
          "{{constructor.constructor('window.broken=1')()}}",
          "עברית/\u202Eevil\u202C/日本語 🦊");

  @Test
  void textsAreShownAndNeverExecuted() {
    browser.visit("");
    browser.waitUntilLive();
    for (String text : HOSTILE) {
      save(text, "1.0.0", "old " + text);
      save(text, "2.0.0", "new " + text);
    }
    for (String id : HOSTILE) {
      String encoded = encode(id);
      browser.visit("");
      browser.see("#list a", id);
      browser.visit("#/template/" + encoded);
      browser.see(".template h1", id);
      browser.see(".text", "new " + id);
      browser.see(".description", id);
      browser.see("section[aria-label=Labels]", label(id));
      browser.see("section[aria-label=Inputs]", id);
      browser.see("section[aria-label=Metadata]", "text");
      browser.press("Preview");
      browser.find(".result :first-child");
      browser.visit("#/template/" + encoded + "/compare/1.0.0/2.0.0");
      browser.see(".diff .removed", "old " + id);
      browser.see(".diff .added", "new " + id);
      browser.visit("#/template/" + encoded + "/edit");
      browser.find(".editor form");
      assertNothingWasExecuted();
    }
  }

  @Test
  void changesAndMessagesAreShownAndNeverExecuted() {
    browser.visit("#/changes");
    browser.waitUntilLive();
    for (String id : HOSTILE) {
      save(id, "1.0.0", id);
      browser.see(".changes", id);
    }
    assertNothingWasExecuted();
    browser.visit("#/template/" + encode(IMAGE + "absent"));
    browser.see(".failure", IMAGE);
    browser.fill("#search", IMAGE);
    browser.seeCount("1 shown");
    assertNothingWasExecuted();
  }

  private void save(String text, String version, String body) {
    TemplateSpec template =
        TemplateSpec.builder(text)
            .version(version)
            .description(text)
            .template(body)
            .input("name", new InputSpec(InputType.STRING, false, text, text))
            .metadata(Map.of("text", text))
            .build();
    application
        .registry()
        .save(template)
        .then(application.registry().moveLabels(List.of(LabelMove.to(text, label(text), version))))
        .block(Duration.ofMinutes(1));
  }

  /** A label has no colon. */
  private static String label(String text) {
    return text.replace(":", "");
  }

  private void assertNothingWasExecuted() {
    assertThat(browser.holds("return window.broken === undefined")).isTrue();
    assertThat(browser.count("#content img, #list img, #content script, #content iframe")).isZero();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
