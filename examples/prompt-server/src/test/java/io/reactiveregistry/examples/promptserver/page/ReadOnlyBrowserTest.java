package io.reactiveregistry.examples.promptserver.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadOnlyBrowserTest extends BrowserTest {

  @Override
  String[] options() {
    return new String[] {"--reactive-registry.web.read-only=true"};
  }

  @Test
  void nothingOffersToWriteButTheRestWorks() {
    browser.visit("#/template/support.reply");
    browser.see(".text", "You write for the support team");
    assertThat(browser.find("#new").isDisplayed()).isFalse();
    assertThat(browser.count("a[href$='/edit']")).isZero();
    assertThat(browser.count("button.danger")).isZero();
    assertThat(browser.count("section[aria-label=Labels] form")).isZero();
    browser.waitUntilLive();
    browser.screenshot("read-only");
    browser.visit("#/template/support.reply/edit");
    browser.see(".text", "You write for the support team");
    assertThat(browser.count(".editor")).isZero();
    browser.fillNamed("company", "Acme");
    browser.fillNamed("message", "Where is my parcel?");
    browser.fillNamed("policies", "[]");
    browser.fillNamed("customer", "{}");
    browser.press("Preview");
    browser.see(".result", "support team of Acme");
  }
}
