package io.reactiveregistry.examples.promptserver.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AppearanceBrowserTest extends BrowserTest {

  private static final String IS_DARK =
      "return getComputedStyle(document.body).backgroundColor === 'rgb(18, 21, 28)'";
  private static final String IS_LIGHT =
      "return getComputedStyle(document.body).backgroundColor === 'rgb(246, 247, 249)'";

  @BeforeEach
  void saveVersions() {
    save("greeting", List.of("1.0.0", "1.1.0"), "Hello {{ name }},");
    application.put("/templates/greeting/labels/production", "{\"version\": \"1.0.0\"}");
  }

  @Test
  void itIsLightOrDarkAsTheSystemUntilOneIsChosen() {
    browser.prefer("prefers-color-scheme", "light");
    browser.visit("");
    browser.find("#list a");
    browser.waitUntilLive();
    browser.until(IS_LIGHT);
    browser.screenshot("list");
    browser.prefer("prefers-color-scheme", "dark");
    browser.until(IS_DARK);
    browser.press("Theme: as the system");
    browser.until(IS_LIGHT);
    browser.press("Theme: light");
    browser.prefer("prefers-color-scheme", "light");
    browser.until(IS_DARK);
    browser.visit("#/template/support.reply");
    browser.run("location.reload()");
    browser.until(IS_DARK);
    browser.see(".text", "You write for the support team");
    browser.find("#theme[aria-label='Theme: dark']");
    browser.waitUntilLive();
    browser.screenshot("template-dark");
  }

  @Test
  void onAPhoneThereIsOneColumnAndNothingIsCutOff() {
    browser.resize(390, 800);
    browser.visit("");
    browser.click("#list a[data-id='support.reply']");
    browser.see(".text", "You write for the support team");
    browser.waitUntilLive();
    browser.screenshot("phone");
    for (String view :
        List.of(
            "#/template/greeting",
            "#/template/greeting/edit",
            "#/new",
            "#/changes",
            "#/template/greeting/compare/1.0.0/1.1.0",
            "#/dashboard")) {
      browser.visit(view);
      browser.find("h1");
      browser.until("return document.querySelector('.loading') === null");
      browser.until(
          "return document.documentElement.scrollWidth <= 390"
              + " && document.querySelector('#content').scrollWidth <= 390");
      assertThat(browser.find("#search").isDisplayed()).as(view).isFalse();
    }
    browser.visit("#/template/greeting");
    browser.press("‹ Templates");
    browser.until("return document.querySelector('#search').checkVisibility()");
  }

  @Test
  void whoWantsNoMotionGetsNone() {
    browser.prefer("prefers-reduced-motion", "reduce");
    browser.visit("#/template/greeting");
    browser.find(".text");
    browser.until(
        "return getComputedStyle(document.querySelector('button')).transitionDuration === '0s'");
  }
}
