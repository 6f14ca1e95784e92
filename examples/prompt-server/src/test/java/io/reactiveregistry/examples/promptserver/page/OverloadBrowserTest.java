package io.reactiveregistry.examples.promptserver.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.Commit;
import io.reactiveregistry.TemplateSpec;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/**
 * A server that takes one write at a time, while that one waits for another process: it refuses all
 * others.
 */
@SuppressWarnings("try") // the other process only has to be there meanwhile
class OverloadBrowserTest extends BrowserTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TEXT = "section[aria-label=Text] textarea";
  private static final String HALF_WRITTEN = "Good day {{ name }},";

  @Override
  String[] options() {
    return new String[] {"--reactive-registry.write-queue-capacity=1"};
  }

  @BeforeEach
  void saveOne() {
    save("greeting", List.of("1.0.0"), "Hello {{ name }},");
  }

  @Test
  void whatWasRefusedIsRepeatedAfterThePauseThatTheServerAsksFor() {
    browser.visit("#/template/greeting/edit");
    browser.fill(TEXT, HALF_WRITTEN);
    Mono<Commit> other;
    try (SlowWriter writer = SlowWriter.start(store())) {
      other = saveAnother();
      browser.press("Save");
      browser.see(".notice", "The server has too much to do. Trying again in 1 second");
      assertThat(browser.count(".editor .failure")).isZero();
    }
    browser.see(".notice", "Version 1.0.1 of greeting is saved.");
    browser.see(".template .text", HALF_WRITTEN);
    browser.seeNo(".notice.waiting");
    assertThat(other.block(PATIENCE)).isNotNull();
  }

  @Test
  void whatIsRefusedForLongIsSaidAndStaysToBeSavedLater() {
    browser.visit("#/template/greeting/edit");
    browser.fill(TEXT, HALF_WRITTEN);
    browser.fillNamed("Description", "Says good day.");
    Mono<Commit> other;
    try (SlowWriter writer = SlowWriter.start(store())) {
      other = saveAnother();
      browser.press("Save");
      browser.see(".editor .failure", "too many requests");
      browser.see(".editor .failure", "Try again in 1 second.");
      browser.seeInView(".editor .failure");
      browser.screenshot("overload");
      browser.seeNo(".notice.waiting");
      browser.press("Dashboard");
      browser.see("h1", "Dashboard");
      browser.back();
      browser.see(".note", "This is your edit that was not saved yet.");
    }
    assertThat(other.block(PATIENCE)).isNotNull();
    browser.press("Save");
    browser.see(".template .text", HALF_WRITTEN);
    browser.see(".description", "Says good day.");
  }

  @Test
  void aPauseThatIsLongOrUnknownIsLeftToTheUser() {
    browser.visit("#/template/greeting/edit");
    browser.fill(TEXT, HALF_WRITTEN);

    browser.answerInstead("PUT", 429, Map.of("Retry-After", "120"));
    browser.press("Save");
    browser.see(".editor .failure", "Try again in 120 seconds.");

    ZonedDateTime inAnHour = ZonedDateTime.now(ZoneOffset.UTC).plusHours(1);
    browser.answerInstead(
        "PUT", 429, Map.of("Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(inAnHour)));
    browser.press("Save");
    browser.see(".editor .failure", "Try again in 3"); // some 3,600 seconds

    browser.answerInstead("PUT", 429, Map.of());
    browser.press("Save");
    browser.see(".editor .failure", "The server answered 429. Try again later.");
    assertThat(browser.count(".notice.waiting")).isZero();
    browser.until("return document.querySelector(\"" + TEXT + "\").value.startsWith('Good day')");
  }

  /** A write by somebody else that is under way from now on. */
  private Mono<Commit> saveAnother() {
    Mono<Commit> saved =
        application.registry().save(TemplateSpec.builder("another").template("text").build());
    Mono<Commit> underWay = saved.cache();
    underWay.subscribe();
    return underWay;
  }
}
