package io.reactiveregistry.examples.promptserver.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

class EditorBrowserTest extends BrowserTest {

  private static final String TEXT = "section[aria-label=Text] textarea";

  @BeforeEach
  void saveOne() {
    save("greeting", List.of("1.0.0"), "Hello {{ name }},");
  }

  @Test
  void aNewTemplateIsWrittenWithItsInputsAndMetadata() {
    browser.visit("");
    browser.press("New template");
    browser.fillNamed("Id", "shop/farewell");
    browser.fillNamed("Description", "Says goodbye.");
    browser.fill(TEXT, "Goodbye {{ name }}");
    browser.press("Add input");
    browser.fillNamed("Name", "name");
    browser.fillNamed("Default", "friend");
    browser.fillNamed("Metadata as JSON", "{\"ratio\": 2.0, \"exact\": 9007199254740993}");
    browser.press("Save");
    browser.see(".notice", "Version 1.0.0 of shop/farewell is saved.");
    browser.see(".template .text", "Goodbye {{ name }}");
    browser.find("#list a[data-id='shop/farewell']");
    assertThat(application.get("/templates/shop%2Ffarewell"))
        .contains("\"name\":{\"type\":\"string\",\"required\":true,\"default\":\"friend\"}")
        .contains("\"ratio\":2.0", "9007199254740993");
  }

  @Test
  void anIdThatIsTakenIsNoReasonToOverwrite() {
    browser.visit("#/new");
    browser.fillNamed("Id", "greeting");
    browser.fill(TEXT, "mine");
    browser.press("Save");
    browser.see("dialog", "Somebody else was faster");
    browser.press("Keep editing");
    browser.seeNo("dialog");
    assertThat(application.get("/templates/greeting")).contains("This is version 1.0.0.");
  }

  @Test
  void anEditIsSavedAsTheNextVersion() {
    browser.visit("#/template/greeting");
    browser.press("Edit");
    browser.fill(
        TEXT, "Good day {{ name }},\n{% if count %}you have {{ count }} messages.{% endif %}");
    browser.waitUntilLive();
    browser.resize(1280, 1080);
    browser.screenshot("edit");
    browser.press("Save");
    browser.see(".template .text", "Good day {{ name }},");
    browser.see(".meta", "1.0.1");
    assertThat(application.get("/templates/greeting/versions")).contains("\"1.0.0\",\"1.0.1\"");
  }

  @Test
  void whatTheServerRefusesIsSaidAndTheEditStays() {
    browser.visit("#/template/greeting/edit");
    browser.fillNamed("Version", "1:2");
    browser.press("Save");
    browser.see(".editor .failure", "version");
    browser.seeInView(".editor .failure");
    browser.fillNamed("Version", "1.2");
    browser.fillNamed("Metadata as JSON", "{");
    browser.press("Save");
    browser.see(".editor .failure", "The metadata are no JSON");
  }

  @Test
  void anEditThatIsNotSavedOutlivesAnotherView() {
    browser.visit("#/template/greeting/edit");
    browser.fill(TEXT, "half written");
    browser.press("Dashboard");
    browser.see("h1", "Dashboard");
    browser.back();
    browser.see(".note", "This is your edit that was not saved yet.");
    browser.until("return document.querySelector(\"" + TEXT + "\").value === 'half written'");
    browser.press("Discard it");
    browser.until("return document.querySelector(\"" + TEXT + "\").value.startsWith('Hello')");
  }

  @Test
  void whatCannotBeSavedYetOutlivesAnotherViewToo() {
    browser.visit("#/template/greeting/edit");
    browser.press("Add input");
    browser.press("Add input"); // of the same name, which is none
    browser.choose(".input-row:last-child select", "number");
    browser.fill(".input-row:last-child label:nth-of-type(4) input", "half");
    browser.fill(TEXT, "half written");
    browser.press("Dashboard");
    browser.see("h1", "Dashboard");
    browser.back();
    browser.see(".note", "This is your edit that was not saved yet.");
    browser.until("return document.querySelector(\"" + TEXT + "\").value === 'half written'");
    assertThat(browser.count(".input-row")).isEqualTo(4);
    browser.press("Save");
    browser.see(".editor .failure", "The default of");
  }

  @Test
  void whoOnlyLooksLeavesNoEditBehind() {
    browser.visit("#/template/greeting/edit");
    browser.click(".input-row:last-child input[type=checkbox]");
    browser.click(".input-row:last-child input[type=checkbox]");
    browser.press("Dashboard");
    browser.see("h1", "Dashboard");
    browser.back();
    browser.find(TEXT);
    assertThat(browser.count(".note")).isZero();
  }

  @Test
  void whatIsUnderWayIsSavedOnce() {
    browser.visit("#/template/greeting/edit");
    browser.fill(TEXT, "Good day {{ name }},");
    browser.holdBack("PUT");
    browser.typeWith(Keys.CONTROL, "s");
    browser.waitUntilOneIsHeldBack();
    assertThat(browser.holds("return document.querySelector('form').inert")).isTrue();
    browser.run("document.querySelector('form').requestSubmit()");
    browser.letGo();
    browser.see(".notice.done", "Version 1.0.1 of greeting is saved.");
    browser.see(".template .text", "Good day {{ name }},");
    browser.seeNo("dialog");
    assertThat(application.get("/templates/greeting/versions")).contains("\"1.0.0\",\"1.0.1\"]");
  }

  @Test
  void whoGoesElsewhereWhileItIsSavedStaysThere() {
    browser.visit("#/template/greeting/edit");
    browser.fill(TEXT, "Good day {{ name }},");
    browser.holdBack("PUT");
    browser.press("Save");
    browser.waitUntilOneIsHeldBack();
    browser.press("Dashboard");
    browser.see("h1", "Dashboard");
    browser.letGo();
    browser.see(".notice.done", "Version 1.0.1 of greeting is saved.");
    browser.see("h1", "Dashboard");
    assertThat(browser.count(".dashboard")).isOne();
  }

  @Test
  void whatIsWrittenWhileAnOlderEditIsSavedIsKept() {
    browser.visit("#/template/greeting/edit");
    browser.fill(TEXT, "Good day {{ name }},");
    browser.holdBack("PUT");
    browser.press("Save");
    browser.waitUntilOneIsHeldBack();
    browser.press("Dashboard");
    browser.see("h1", "Dashboard");
    browser.back();
    browser.see(".note", "This is your edit that was not saved yet.");
    browser.fill(TEXT, "Good evening {{ name }},");
    browser.letGo();
    browser.see(".notice.done", "Version 1.0.1 of greeting is saved.");
    browser.press("Dashboard");
    browser.see("h1", "Dashboard");
    browser.back();
    browser.see(".note", "This is your edit that was not saved yet.");
    browser.until("return document.querySelector(\"" + TEXT + "\").value.startsWith('Good e')");
  }

  @Test
  void whatSomebodyElseHasSavedIsNoNewsAnyMoreOnceItIsShown() {
    browser.visit("#/template/greeting/edit");
    browser.waitUntilLive();
    browser.fill(TEXT, "half written");
    save("greeting", List.of("3.0.0"), "Good evening {{ name }},");
    browser.see(".note", "Changed by someone else: version 3.0.0 was saved.");
    browser.press("Dashboard");
    browser.see("h1", "Dashboard");
    browser.back();
    save("greeting", List.of("4.0.0"), "Good night {{ name }},");
    browser.see(".note", "Changed by someone else: version 4.0.0 was saved.");
    browser.press("Discard it");
    browser.until("return document.querySelector(\"" + TEXT + "\").value.startsWith('Good n')");
    assertThat(browser.count(".note")).isZero();
  }

  @Test
  void whoIsSlowerSeesWhatDiffersAndMaySaveOverItKnowingly() {
    editWhileAnotherSaves();
    browser.see("dialog .diff .removed", "Good evening {{ name }},");
    browser.see("dialog .diff .added", "Good day {{ name }},");
    browser.screenshot("conflict");

    browser.press("Keep editing");
    browser.seeNo("dialog");
    browser.until("return document.querySelector(\"" + TEXT + "\").value.startsWith('Good day')");
    assertThat(application.get("/templates/greeting")).contains("Good evening");

    browser.press("Save");
    browser.press("Save over it");
    browser.see(".template .text", "Good day {{ name }},");
    assertThat(application.get("/templates/greeting")).contains("Good day");
    assertThat(application.get("/templates/greeting/versions/3.0.0")).contains("Good evening");
  }

  @Test
  void whoIsSlowerMayTakeWhatTheOtherHasWritten() {
    editWhileAnotherSaves();
    browser.press("Take theirs");
    browser.see(".template .text", "Good evening {{ name }},");
    assertThat(application.get("/templates/greeting/versions")).doesNotContain("1.0.1");
  }

  private void editWhileAnotherSaves() {
    browser.visit("#/template/greeting/edit");
    browser.waitUntilLive();
    browser.fill(TEXT, "Good day {{ name }},\nthank you for writing.\nThis is version 1.0.0.");
    save("greeting", List.of("3.0.0"), "Good evening {{ name }},\\nhow can we help?");
    browser.see(".note", "Changed by someone else: version 3.0.0 was saved.");
    browser.typeWith(Keys.CONTROL, "s");
    browser.see("dialog", "Somebody else was faster");
  }
}
