package io.reactiveregistry.examples.promptserver.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The page of a server that has its routes elsewhere, and not all of them. */
class LeftOutRoutesBrowserTest extends BrowserTest {

  @Override
  String[] options() {
    return new String[] {
      "--reactive-registry.web.base-path=/prompts", "--reactive-registry.web.without=labels,changes"
    };
  }

  @Test
  void thePageOffersWhatThereIsAndNothingElse() {
    browser.visit("#/template/support.reply");
    browser.see(".text", "You write for the support team");
    assertThat(browser.count("section[aria-label=Versions]")).isOne();
    assertThat(browser.count("section[aria-label=Labels]")).isZero();
    assertThat(browser.find("#connection").isDisplayed()).isFalse();
    assertThat(browser.find("nav a[data-view=changes]").isDisplayed()).isFalse();
    assertThat(browser.find("nav a[data-view=dashboard]").isDisplayed()).isTrue();
    browser.visit("#/changes");
    browser.see(".welcome", "Choose a template");
  }

  @Test
  void whatIsDeletedLeavesTheListAlthoughNobodyTells() {
    browser.visit("#/template/support.reply");
    browser.find("#list a[data-id='support.reply']");
    browser.click(".heading .danger");
    browser.press("Delete");
    browser.see(".notice.done", "support.reply is deleted.");
    browser.seeNo("#list a[data-id='support.reply']");
  }
}
