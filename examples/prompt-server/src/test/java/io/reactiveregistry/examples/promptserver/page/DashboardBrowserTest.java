package io.reactiveregistry.examples.promptserver.page;

import java.util.List;
import org.junit.jupiter.api.Test;

class DashboardBrowserTest extends BrowserTest {

  @Test
  void itDrawsHowLongThingsTakeAndHowManyThereAre() {
    browser.resize(1280, 1000);
    browser.visit("#/dashboard");
    browser.see(".figures", "Templates");
    for (int round = 1; round <= 8; round++) {
      save("greeting", List.of("1.0." + round), "Hello {{ name }},");
      for (int i = 0; i < 20 * (1 + round % 3); i++) {
        application.get("/templates/greeting");
      }
      // As many points as rounds: the chart has seen each of them.
      browser.until(
          "return document.querySelectorAll('.chart polyline.series-1')[0]?.points.length > "
              + round);
    }
    browser.until("return document.querySelectorAll('.chart').length === 6");
    browser.until("return document.querySelectorAll('.chart polyline').length >= 11");
    browser.find("svg[aria-label^='Throughput: load ']");
    browser.find("svg[aria-label*='hit rate ']");
    browser.see(".figures", "KB"); // the size of the file
    browser.screenshot("dashboard");
  }
}
