package io.reactiveregistry.examples.promptserver.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.guide.Document;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

class KeyboardBrowserTest extends BrowserTest {

  @Test
  void everythingIsReachedWithoutAMouse() {
    save("greeting", List.of("1.0.0", "2.0.0"), "Hello {{ name }},");
    browser.visit("");
    browser.find("#list a");
    search();
    browser.type(Keys.ARROW_DOWN);
    browser.seeFocusOn("#list li:first-child a");
    browser.type(Keys.ARROW_DOWN);
    browser.seeFocusOn("#list li:nth-child(2) a");
    browser.type(Keys.ARROW_UP, Keys.ARROW_UP);
    browser.seeFocusOn("#search");
    browser.type(Keys.ARROW_DOWN, Keys.END);
    browser.seeFocusOn("#list li:last-child a");
    browser.type("/");
    browser.type("greet");
    browser.seeCount("1 shown");
    browser.type(Keys.ARROW_DOWN, Keys.ENTER);
    browser.see(".template .text", "This is version 2.0.0.");

    tabTo("[aria-label='Make version 1.0.0 current']");
    browser.until("return getComputedStyle(document.activeElement).outlineStyle === 'solid'");
    browser.type(Keys.ENTER);
    browser.seeFocusOn("dialog button");
    for (int i = 0; i < 4; i++) {
      browser.type(Keys.TAB);
      browser.until(
          "return document.activeElement === document.body"
              + " || document.querySelector('dialog').contains(document.activeElement)");
    }
    browser.type(Keys.ESCAPE);
    browser.seeNo("dialog");
    browser.seeFocusOn("[aria-label='Make version 1.0.0 current']");
    browser.type(Keys.ENTER);
    browser.seeFocusOn("dialog button");
    browser.type(Keys.TAB, Keys.ENTER);
    browser.see(".template .text", "This is version 1.0.0.");
    assertThat(application.get("/templates/greeting")).contains("\"version\":\"1.0.0\"");

    browser.type(Keys.ESCAPE);
    browser.see(".welcome", "Choose a template");
    browser.seeFocusOn("#list a[data-id=greeting]");
  }

  @Test
  void everyKeyThatTheGuideNamesDoesWhatItSays() throws IOException {
    save("greeting", List.of("1.0.0"), "Hello {{ name }},");
    browser.visit("");
    browser.find("#list a");
    Map<String, Runnable> keys = new LinkedHashMap<>();
    keys.put("`/` searches", this::search);
    keys.put("the arrow keys move in the list", this::moveInTheList);
    keys.put("Enter opens", this::open);
    keys.put("Escape goes back", this::goBack);
    keys.put("Ctrl+S saves", this::saveAnEdit);

    assertThat(namedKeys()).containsExactlyElementsOf(keys.keySet());
    keys.values().forEach(Runnable::run);
  }

  private static List<String> namedKeys() throws IOException {
    String sentence =
        Document.read("../../docs/PAGE.md")
            .all(Pattern.compile("\\*\\*By keyboard\\*\\*: ([^.]*)\\."))
            .get(0);
    return List.of(sentence.replaceAll("\\s+", " ").split(", "));
  }

  private void search() {
    browser.until("document.activeElement.blur(); return true");
    browser.type("/");
    browser.seeFocusOn("#search");
    browser.type("greet");
    browser.seeCount("1 shown");
    browser.type(Keys.ESCAPE);
    browser.seeCount("31 shown");
  }

  private void moveInTheList() {
    browser.type(Keys.ARROW_DOWN, Keys.ARROW_DOWN);
    browser.seeFocusOn("#list li:nth-child(2) a");
    browser.type(Keys.ARROW_UP);
    browser.seeFocusOn("#list li:first-child a");
  }

  private void open() {
    browser.type(Keys.ENTER);
    browser.find(".template .text");
  }

  private void goBack() {
    browser.type(Keys.ESCAPE);
    browser.see(".welcome", "Choose a template");
  }

  private void saveAnEdit() {
    browser.visit("#/template/greeting/edit");
    browser.fill("section[aria-label=Text] textarea", "Good day {{ name }},");
    browser.typeWith(Keys.CONTROL, "s");
    browser.see(".notice", "Version 1.0.1 of greeting is saved.");
  }

  private void tabTo(String css) {
    for (int i = 0; i < 60; i++) {
      browser.type(Keys.TAB);
      if (browser.holds("return document.activeElement.matches(\"%s\")".formatted(css))) {
        return;
      }
    }
    throw new AssertionError("The tab key does not lead to " + css);
  }
}
