package io.reactiveregistry.examples.promptserver.page;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveBrowserTest extends BrowserTest {

  private @Nullable Gate gate;

  @Override
  URI address() {
    gate = Gate.before(application.address());
    return gate.address();
  }

  @AfterEach
  void closeGate() {
    network().close();
  }

  private Gate network() {
    return Objects.requireNonNull(gate);
  }

  @BeforeEach
  void saveOne() {
    save("greeting", List.of("1.0.0"), "Hello {{ name }},");
  }

  @Override
  String[] options() {
    return new String[] {"--reactive-registry.change-log-capacity=10"};
  }

  @Test
  void whatAnotherClientDoesIsSeenAsItHappens() {
    browser.visit("#/template/greeting");
    browser.waitUntilLive();
    browser.see(".text", "Hello");
    save("greeting", List.of("2.0.0"), "Good day {{ name }},");
    browser.see(".note", "Changed by someone else: version 2.0.0 was saved.");
    browser.see(".text", "Good day");
    browser.screenshot("live");

    save("another", List.of("1.0.0"), "text");
    browser.find("#list a[data-id=another]");
    application.delete("/templates/another");
    browser.seeNo("#list a[data-id=another]");

    browser.press("Changes");
    browser.see(".changes li:first-child", "deleted");
    browser.see(".changes li:last-child", "version 2.0.0");
    browser.screenshot("changes");
    browser.press("greeting");
    browser.see("h1", "greeting");
  }

  /** As when a tab is opened in the background: the page is there before it follows the changes. */
  @Test
  void whatHappensBeforeTheChangesAreFollowedIsSeenToo() {
    browser.cutOff("changes");
    browser.visit("#/template/greeting");
    browser.see(".text", "Hello");
    browser.find("#list a[data-id=greeting]");
    save("early", List.of("1.0.0"), "text");
    save("greeting", List.of("2.0.0"), "Good day {{ name }},");
    browser.cutOffNothing();
    browser.waitUntilLive();
    browser.see(".text", "Good day");
    browser.find("#list a[data-id=early]");
  }

  @Test
  void whatWasMissedWhileOfflineIsToldAfterwards() {
    browser.visit("#/changes");
    browser.waitUntilLive();
    network().shut();
    browser.find("#connection[data-state=waiting]");
    save("missed", List.of("1.0.0"), "text");
    network().open();
    browser.waitUntilLive();
    browser.see(".changes", "missed");
    browser.find("#list a[data-id=missed]");
  }

  @Test
  void whatIsNotKeptAnyMoreIsReadAgain() {
    browser.visit("#/changes");
    browser.waitUntilLive();
    network().shut();
    browser.find("#connection[data-state=waiting]");
    for (int i = 0; i < 30; i++) {
      save("aaa-%02d".formatted(i), List.of("1.0.0"), "text");
    }
    network().open();
    browser.see(".changes", "everything was read again");
    browser.find("#list a[data-id=aaa-00]");
    browser.waitUntilLive();
    save("zzz", List.of("1.0.0"), "text");
    browser.see(".changes", "zzz");
  }
}
