package io.reactiveregistry.examples.promptserver.page;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

class TokenBrowserTest extends BrowserTest {

  private static final String TOKEN = "öffne-dich-€";

  @Override
  String[] options() {
    return new String[] {"--prompt-server.token=" + TOKEN};
  }

  @Test
  void theTokenIsAskedForUntilItIsRight() {
    browser.visit("");
    browser.see("dialog", "This server asks for a token.");
    browser.screenshot("token");
    browser.type("wrong", Keys.ENTER);
    browser.see("dialog", "The server has refused this token.");
    browser.type(TOKEN, Keys.ENTER);
    browser.find("#list a");
    browser.waitUntilLive();
    browser.seeNo("dialog");
    browser.visit("#/template/support.reply");
    browser.run("location.reload()");
    browser.see(".text", "You write for the support team");
    browser.seeNo("dialog");
  }

  @Test
  void whoHasNoneIsNotAskedAgainUntilItIsNeeded() {
    browser.visit("#/template/support.reply");
    browser.see("dialog", "This server asks for a token.");
    browser.find("#list[aria-busy]"); // so all that is asked for at first waits for the token
    browser.type(Keys.ESCAPE);
    browser.seeNo("dialog");
    browser.find("#connection[data-state=refused]");
    browser.press("Dashboard");
    browser.see(".dashboard .failure", "token");
    browser.seeNo("dialog");
  }
}
