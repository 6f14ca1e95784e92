package io.reactiveregistry.examples.promptserver.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

class TemplateBrowserTest extends BrowserTest {

  private static final String GREETING = "#/template/shop%2Fgreeting";

  @BeforeEach
  void saveVersions() {
    save("shop%2Fgreeting", List.of("1.0.0", "1.1.0", "2.0.0"), "Hello {{ name }},");
    application.put("/templates/shop%2Fgreeting/labels/production", "{\"version\": \"1.0.0\"}");
  }

  @Test
  void aTemplateIsShownWithItsVersionsLabelsInputsAndMetadata() {
    browser.visit(GREETING);
    browser.see("h1", "shop/greeting");
    browser.see(".text", "This is version 2.0.0.");
    browser.see(".description", "Greets a customer.");
    browser.see("section[aria-label=Versions] li:first-child", "2.0.0");
    browser.see("section[aria-label=Versions] li:last-child", "1.0.0");
    browser.see("section[aria-label=Inputs]", "Whom to greet");
    browser.see("section[aria-label=Metadata]", "\"ratio\": 1.0");
    browser.see("section[aria-label=Labels]", "production");

    browser.press("1.1.0");
    browser.see(".text", "This is version 1.1.0.");
    browser.see(".meta", "not the current one");
    browser.back();
    browser.see(".text", "This is version 2.0.0.");
    browser.press("production");
    browser.see(".text", "This is version 1.0.0.");
  }

  @Test
  void whatIsNotThereIsSaidInWords() {
    browser.visit("#/template/absent");
    browser.see(".failure", "No template has the id 'absent'");
    browser.visit("#/template/..");
    browser.see(".failure", "A browser cannot ask for");
  }

  @Test
  void versionsAreComparedByLines() {
    browser.visit(GREETING);
    browser.press("Compare versions");
    browser.see(".diff .removed", "This is version 1.1.0.");
    browser.see(".diff .added", "This is version 2.0.0.");
    browser.see(".diff .same", "Hello {{ name }},");
    browser.chooseNamed("From version", "1.0.0");
    browser.press("Compare");
    browser.see(".diff .removed", "This is version 1.0.0.");
    browser.screenshot("compare");
  }

  @Test
  void labelsAreSetMovedAndRemoved() {
    browser.visit(GREETING);
    browser.choose("select[aria-label='Version of label production']", "2.0.0");
    browser.press("Move label production");
    browser.see(".notice", "production names version 2.0.0.");
    assertThat(application.get("/templates/shop%2Fgreeting/labels"))
        .contains("\"production\":\"2.0.0\"");

    browser.fillNamed("New label", "trial");
    browser.chooseNamed("on version", "1.1.0");
    browser.press("Set");
    browser.see(".notice", "trial names version 1.1.0.");
    browser.see("section[aria-label=Versions] li:nth-child(2)", "trial");
    browser.waitUntilLive();
    browser.resize(1280, 900); // the notices are below
    browser.run("document.getElementById('content').scrollTop = 0");
    browser.screenshot("labels");

    browser.press("Remove label trial");
    browser.press("Remove");
    browser.see(".notice", "trial is removed.");
    assertThat(application.get("/templates/shop%2Fgreeting/labels")).doesNotContain("trial");
  }

  /** A key in a list that is closed chooses: nothing may be done by that alone. */
  @Test
  void choosingAVersionForALabelMovesNothingYet() {
    browser.visit(GREETING);
    browser.waitUntilLive();
    browser.choose("select[aria-label='Version of label production']", "1.1.0");
    browser.choose("select[aria-label='Version of label production']", "2.0.0");
    save("another", List.of("1.0.0"), "text");
    browser.find("#list a[data-id=another]");
    assertThat(application.get("/templates/shop%2Fgreeting/labels"))
        .contains("\"production\":\"1.0.0\"");

    save("shop%2Fgreeting", List.of("3.0.0"), "Good day {{ name }},");
    browser.see(".text", "Good day");
    seeProductionChosen("2.0.0");
    browser.press("Move label production");
    browser.see(".notice", "production names version 2.0.0.");
    assertThat(application.get("/templates/shop%2Fgreeting/labels"))
        .contains("\"production\":\"2.0.0\"");
  }

  @Test
  void whoHasChosenTheVersionThatItIsAgainSeesWhereOthersMoveIt() {
    browser.visit(GREETING);
    browser.waitUntilLive();
    browser.choose("select[aria-label='Version of label production']", "2.0.0");
    browser.choose("select[aria-label='Version of label production']", "1.0.0");
    application.put("/templates/shop%2Fgreeting/labels/production", "{\"version\": \"1.1.0\"}");
    browser.see(".note", "label production was put on version 1.1.0");
    seeProductionOn("1.1.0");
  }

  @Test
  void aLabelThatAnotherHasMovedStaysThereAndThePageShowsWhere() {
    browser.cutOff("changes"); // or the page would know
    browser.visit(GREETING);
    browser.find("select[aria-label='Version of label production']");
    application.put("/templates/shop%2Fgreeting/labels/production", "{\"version\": \"1.1.0\"}");

    browser.choose("select[aria-label='Version of label production']", "2.0.0");
    browser.press("Move label production");
    browser.see(
        ".notice.failed", "The label production stands on version 1.1.0 by now; nothing was done.");
    seeProductionOn("1.1.0");

    application.delete("/templates/shop%2Fgreeting/labels/production");
    browser.choose("select[aria-label='Version of label production']", "2.0.0");
    browser.press("Move label production");
    browser.see(".notice.failed", "The label production was removed by now; nothing was done.");
    browser.see("section[aria-label=Labels]", "No label names a version yet.");
  }

  @Test
  void aMoveThatAnotherOvertakesOnItsWayIsToldInTheSameWords() {
    browser.visit(GREETING);
    browser.find("select[aria-label='Version of label production']");
    browser.holdBack("PUT");
    browser.choose("select[aria-label='Version of label production']", "2.0.0");
    browser.press("Move label production");
    browser.waitUntilOneIsHeldBack();
    application.put("/templates/shop%2Fgreeting/labels/production", "{\"version\": \"1.1.0\"}");
    browser.letGo();
    browser.see(
        ".notice.failed", "The label production stands on version 1.1.0 by now; nothing was done.");
    seeProductionOn("1.1.0");
    assertThat(application.get("/templates/shop%2Fgreeting/labels"))
        .contains("\"production\":\"1.1.0\"");
  }

  @Test
  void aNewLabelThatIsThereAlreadyIsNotMoved() {
    browser.visit(GREETING);
    browser.fillNamed("New label", "production");
    browser.chooseNamed("on version", "2.0.0");
    browser.press("Set");
    browser.see(
        ".notice.failed",
        "The label production stands on version 1.0.0 already; nothing was done.");
    seeProductionOn("1.0.0");
    browser.until("return document.querySelector('input[name=label]').value === 'production'");
  }

  private void seeProductionChosen(String version) {
    browser.until(
        "return document.querySelector(\"select[aria-label='Version of label production']\")"
            + "?.value === '%s'".formatted(version));
  }

  private void seeProductionOn(String version) {
    seeProductionChosen(version);
    browser.see(
        "section[aria-label=Versions] li:has(a[href$='/version/%s']) .label".formatted(version),
        "production");
  }

  @Test
  void anOlderVersionIsMadeCurrent() {
    browser.visit(GREETING);
    browser.waitUntilLive();
    browser.press("Make version 1.1.0 current");
    browser.see("dialog", "Version 1.1.0 becomes the one that everybody gets");
    browser.screenshot("rollback");
    browser.press("Make current");
    browser.see(".text", "This is version 1.1.0.");
    assertThat(application.get("/templates/shop%2Fgreeting")).contains("\"version\":\"1.1.0\"");
  }

  @Test
  void nothingIsDeletedBeforeItIsConfirmed() {
    browser.visit(GREETING);
    browser.press("Delete version 1.0.0");
    browser.see("dialog", "the labels that stand on it: production");
    browser.type(Keys.ESCAPE);
    browser.seeNo("dialog");
    assertThat(application.get("/templates/shop%2Fgreeting/versions")).contains("1.0.0");

    browser.press("Delete version 1.0.0");
    browser.press("Delete");
    browser.see(".notice", "Version 1.0.0 is deleted.");
    assertThat(application.get("/templates/shop%2Fgreeting/versions")).doesNotContain("1.0.0");

    browser.click(".heading .danger");
    browser.see("dialog", "Delete template");
    browser.press("Delete");
    browser.see(".notice", "shop/greeting is deleted.");
    browser.see(".welcome", "Choose a template");
    browser.seeNo("#list a[data-id='shop/greeting']");
  }

  @Test
  void oneOfTwoVersionsIsDeletedAndTheOtherIsShown() {
    save("two", List.of("1.0.0", "2.0.0"), "Hello");
    browser.visit("#/template/two");
    browser.press("Delete version 1.0.0");
    browser.press("Delete");
    browser.see(".notice", "Version 1.0.0 is deleted.");
    browser.see(".text", "This is version 2.0.0.");
    browser.seeNo("[aria-label='Delete version 1.0.0']");

    browser.press("Delete version 2.0.0");
    browser.press("Delete");
    browser.see(".notice", "Version 2.0.0 is deleted.");
    browser.see(".welcome", "Choose a template");
  }

  @Test
  void whatSomebodyElseHasSavedMeanwhileIsNotDeleted() {
    browser.visit(GREETING);
    browser.click(".heading .danger");
    browser.see("dialog", "Delete template");
    save("shop%2Fgreeting", List.of("3.0.0"), "Good evening {{ name }},");
    browser.press("Delete");

    browser.see(".notice.failed", "Somebody else has saved shop/greeting meanwhile");
    browser.see(".notice.failed", "nothing was deleted");
    browser.see("h1", "shop/greeting");
    browser.see(".text", "Good evening {{ name }},");
    assertThat(application.get("/templates/shop%2Fgreeting/versions"))
        .contains("\"1.0.0\",\"1.1.0\",\"2.0.0\",\"3.0.0\"");

    browser.click(".heading .danger");
    browser.press("Delete");
    browser.see(".notice.done", "shop/greeting is deleted.");
    browser.see(".welcome", "Choose a template");
  }

  @Test
  void whatSomebodyElseHasDeletedMeanwhileIsSaidToBeGone() {
    browser.visit(GREETING);
    browser.click(".heading .danger");
    browser.see("dialog", "Delete template");
    application.delete("/templates/shop%2Fgreeting");
    browser.press("Delete");

    browser.see(".notice.failed", "Somebody else has deleted shop/greeting meanwhile.");
    browser.see(".failure", "No template has the id 'shop/greeting'");
  }
}
