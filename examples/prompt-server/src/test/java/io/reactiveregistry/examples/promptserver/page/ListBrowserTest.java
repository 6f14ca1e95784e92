package io.reactiveregistry.examples.promptserver.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.TemplateSpec;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class ListBrowserTest extends BrowserTest {

  @Test
  void aTemplateIsFoundAmongAHundredThousandAndNoMoreIsReadThanIsScrolledTo() {
    application
        .registry()
        .saveAll(Flux.range(0, 100_000).map(ListBrowserTest::template), 1_000)
        .blockLast(Duration.ofMinutes(5));
    browser.visit("");
    browser.seeCount("First 100 shown");

    browser.until(
        "const it = document.getElementById('scroller'); it.scrollTop = it.scrollHeight;"
            + " return document.querySelectorAll('#list a').length >= 300");
    assertThat(browser.count("#list a")).isLessThan(2_000);

    browser.fill("#search", "PROMPT-09876");
    browser.seeCount("10 shown");
    browser.click("#list a[data-id='catalogue/prompt-098765']");
    browser.see(".template h1", "catalogue/prompt-098765");
    browser.see(".text", "This is the text of number 98765");
    browser.waitUntilLive();
    browser.screenshot("search");
    browser.fill("#search", "prompt-098765");
    browser.seeCount("1 shown");
    browser.find("#list a[aria-current]");

    browser.fill("#search", "no such id");
    browser.seeCount("No template");
  }

  private static TemplateSpec template(int number) {
    return TemplateSpec.builder("catalogue/prompt-%06d".formatted(number))
        .template("This is the text of number " + number)
        .build();
  }
}
