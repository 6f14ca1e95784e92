package io.reactiveregistry.examples.promptserver.page;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

class TokenBrowserTest extends BrowserTest {

  @Override
  String[] options() {
    return new String[] {"--prompt-server.token=open-sesame"};
  }

  @Test
  void theTokenIsAskedForUntilItIsRight() {
    browser.visit("");
    browser.see("dialog", "This server asks for a token.");
    browser.screenshot("token");
    browser.type("wrong", Keys.ENTER);
    browser.see("dialog", "The server has refused this token.");
    browser.type("open-sesame", Keys.ENTER);
    browser.find("#list a");
    browser.waitUntilLive();
    browser.seeNo("dialog");
    browser.visit("#/template/support.reply");
    browser.run("location.reload()");
    browser.see(".text", "You write for the support team");
    browser.seeNo("dialog");
  }
}
