package io.reactiveregistry.examples.promptserver.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.TemplateSpec;
import java.time.Duration;
import java.util.stream.IntStream;
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

  @Test
  void whenAllThatIsShownIsDeletedTheNextOnesAreRead() {
    application
        .registry()
        .saveAll(Flux.range(0, 150).map(ListBrowserTest::template), 150)
        .blockLast(Duration.ofMinutes(1));
    browser.visit("");
    browser.waitUntilLive();
    browser.fill("#search", "catalogue/");
    browser.seeCount("First 100 shown");
    application
        .registry()
        .deleteBatch(IntStream.range(0, 120).mapToObj(number -> template(number).id()).toList())
        .block(Duration.ofMinutes(1));
    browser.seeCount("30 shown");
  }

  @Test
  void whatIsImportedDoesNotFillThePage() {
    browser.visit("");
    browser.waitUntilLive();
    application
        .registry()
        .saveAll(Flux.range(0, 2_000).map(ListBrowserTest::template), 1_000)
        .blockLast(Duration.ofMinutes(1));
    browser.until("return document.getElementById('count').textContent.startsWith('First ')");
    assertThat(browser.count("#list a")).isLessThan(1_000);
  }

  private static TemplateSpec template(int number) {
    return TemplateSpec.builder("catalogue/prompt-%06d".formatted(number))
        .template("This is the text of number " + number)
        .build();
  }
}
