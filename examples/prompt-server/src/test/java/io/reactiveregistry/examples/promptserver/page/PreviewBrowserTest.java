package io.reactiveregistry.examples.promptserver.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PreviewBrowserTest extends BrowserTest {

  @BeforeEach
  void saveOne() {
    save("greeting", List.of("1.0.0"), "Hello {{ name }}, {{ count }} messages");
  }

  @Test
  void aTemplateIsFilledInWithWhatIsTyped() {
    browser.visit("#/template/greeting");
    browser.see("section[aria-label=Preview]", "number · optional · default 3");
    browser.fillNamed("name", "Ada&<b>");
    browser.press("Preview");
    browser.see(".result", "Hello Ada&<b>, 3 messages");
    browser.fillNamed("name", "Ada Lovelace");
    browser.fillNamed("count", "7");
    browser.press("Preview");
    browser.see(".result", "Hello Ada Lovelace, 7 messages");
    browser.waitUntilLive();
    browser.resize(1280, 1080);
    browser.run("document.getElementById('content').scrollTop = 0");
    browser.screenshot("preview");
    browser.fillNamed("count", "seven");
    browser.press("Preview");
    browser.see(".result [role=alert]", "count");
  }

  @Test
  void whatIsFilledInStaysWhenTheTemplateChanges() {
    browser.visit("#/template/greeting");
    browser.waitUntilLive();
    browser.fillNamed("name", "Ada");
    browser.press("Preview");
    browser.see(".result", "Hello Ada, 3 messages");
    save("greeting", List.of("2.0.0"), "Dear {{ name }}");
    browser.see(".text", "Dear");
    browser.seeNo(".result .text"); // of the version before
    browser.press("Preview");
    browser.see(".result", "Dear Ada");
  }

  @Test
  void aTextThatIsLeftOutIsItsDefault() {
    application.put(
        "/templates/greeting",
        """
        {"version": "3.0.0", "template": "Hello {{ name }}!",
         "inputs": {"name": {"type": "string", "required": true, "default": "friend"}}}
        """);
    browser.visit("#/template/greeting");
    browser.press("Preview");
    browser.see(".result", "Hello friend!");
  }

  @Test
  void anEditIsTriedBeforeItIsSavedAndAnErrorNamesItsLine() {
    browser.visit("#/template/greeting/edit");
    browser.fill("section[aria-label=Text] textarea", "Dear {{ name }}");
    browser.fillNamed("name", "Ada");
    browser.press("Preview");
    browser.see(".result", "Dear Ada");

    browser.fill("section[aria-label=Text] textarea", "first\n{{ nonsense( }}\nthird");
    browser.press("Preview");
    browser.see(".result .failure", "Line 2");
    browser.see(".result .failure code", "{{ nonsense( }}");

    browser.press("Add input");
    browser.fill(".input-row:last-child input.code", "items");
    browser.choose(".input-row:last-child select", "array<string>");
    browser.fill("section[aria-label=Text] textarea", "{{ items | join('+') }}");
    browser.fillNamed("items", "[\"a\", \"b\"]");
    browser.press("Preview");
    browser.see(".result", "a+b");
    browser.fillNamed("items", "[");
    browser.press("Preview");
    browser.see(".result .failure", "items is no JSON");
    assertThat(application.get("/templates/greeting")).contains("Hello");
  }
}
