package io.reactiveregistry.contract;

import static io.reactiveregistry.contract.Templates.template;
import static io.reactiveregistry.contract.Templates.templates;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.IdRange;
import io.reactiveregistry.TemplateSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** What listing ids promises: all of them, in order, on demand. */
public abstract class ListingContract extends RegistryContract {

  /** One byte, two, three and four bytes of UTF-8; U+FFFD comes after the surrogates in UTF-16. */
  private static final List<String> AWKWARD_IDS =
      List.of(
          " a",
          "Z",
          "a",
          "a b",
          "a/",
          "a/b",
          "a/b/c",
          "a0",
          "a:b",
          "aa",
          "a~",
          "a\u00E9",
          "a\uD7FF",
          "a\uE000",
          "a\uFFFD",
          "a\uD800\uDC00",
          "a\uDBFF\uDFFF",
          "b",
          "\u00E9",
          "\u00E9t\u00E9",
          "\uFFFD",
          "\uD83D\uDE80",
          "\uDBFF\uDFFF");

  @Test
  void idsAreListedInTheOrderOfTheirBytes() {
    List<String> shuffled = new ArrayList<>(AWKWARD_IDS);
    Collections.shuffle(shuffled, new Random(1));
    saveIds(shuffled.toArray(String[]::new));

    assertThat(all(registry().listIds())).containsExactlyElementsOf(AWKWARD_IDS);
    assertThat(AWKWARD_IDS)
        .isSortedAccordingTo((left, right) -> Arrays.compareUnsigned(utf8(left), utf8(right)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a/",
        "a/b",
        "a\u00E9",
        "a~",
        "a\uFFFD",
        "a\uD800\uDC00",
        "\uDBFF\uDFFF",
        "\u00E9",
        "absent",
        "~",
        " "
      })
  void aPrefixSelectsTheIdsThatBeginWithIt(String prefix) {
    saveIds(AWKWARD_IDS.toArray(String[]::new));

    assertThat(all(registry().listIds(IdRange.prefix(prefix))))
        .containsExactlyElementsOf(
            AWKWARD_IDS.stream().filter(id -> id.startsWith(prefix)).toList());
  }

  @Test
  void everyRangeHoldsWhatItSaysItContains() {
    saveIds(AWKWARD_IDS.toArray(String[]::new));
    List<IdRange> ranges =
        List.of("", "a", "a/", "a\u00E9", "absent").stream()
            .flatMap(
                prefix ->
                    List.of("a", "a/", "a/zz", "a\uFFFD", "a\uDBFF\uDFFF", " ", "zz").stream()
                        .map(after -> IdRange.prefix(prefix).after(after)))
            .toList();

    assertThat(ranges)
        .allSatisfy(
            range ->
                assertThat(all(registry().listIds(range)))
                    .containsExactlyElementsOf(
                        AWKWARD_IDS.stream().filter(range::contains).toList()));
  }

  @Test
  void aRangeMayHaveTextsThatAreLongerThanAnyId() {
    saveIds("a", "x", "y");
    String longText = "x".repeat(600);

    assertThat(all(registry().listIds(IdRange.prefix(longText)))).isEmpty();
    assertThat(all(registry().listIds(IdRange.all().after(longText)))).containsExactly("y");
  }

  @Test
  void aListingIsResumedAfterTheLastIdSeen() {
    List<TemplateSpec> specs = templates(10);
    get(registry().saveBatch(specs));
    List<String> seen = new ArrayList<>();

    List<String> page;
    do {
      IdRange rest =
          seen.isEmpty() ? IdRange.all() : IdRange.all().after(seen.get(seen.size() - 1));
      page = all(registry().listIds(rest).take(3));
      seen.addAll(page);
    } while (!page.isEmpty());

    assertThat(seen).containsExactlyElementsOf(specs.stream().map(TemplateSpec::id).toList());
  }

  @Test
  void aListingOfManyPagesHasEveryIdOnce() {
    List<TemplateSpec> specs = templates(moreThanOnePage());
    get(registry().saveBatch(specs));

    StepVerifier.create(registry().listIds().limitRate(7).collectList())
        .expectNext(specs.stream().map(TemplateSpec::id).toList())
        .expectComplete()
        .verify(TIMEOUT);
  }

  @Test
  void nothingIsReadBeforeThereIsDemand() {
    saveIds("a");

    StepVerifier.create(registry().listIds(), 0)
        .expectSubscription()
        .expectNoEvent(SILENCE)
        .then(() -> saveIds("b"))
        .thenRequest(Long.MAX_VALUE)
        .expectNext("a", "b")
        .expectComplete()
        .verify(TIMEOUT);
  }

  @Test
  void noMoreIdsAreEmittedThanRequested() {
    saveIds("a", "b", "c", "d");

    StepVerifier.create(registry().listIds(), 1)
        .expectNext("a")
        .expectNoEvent(SILENCE)
        .thenRequest(2)
        .expectNext("b", "c")
        .expectNoEvent(SILENCE)
        .thenRequest(1)
        .expectNext("d")
        .thenRequest(1)
        .expectComplete()
        .verify(TIMEOUT);
  }

  @Test
  void aSlowReaderHoldsNobodyUp() {
    List<TemplateSpec> specs = templates(moreThanOnePage());
    get(registry().saveBatch(specs));

    StepVerifier.create(registry().listIds(), 1)
        .expectNext("t000000")
        .then(() -> get(registry().save(template("u"))))
        .then(() -> get(registry().delete("t000000")))
        .thenRequest(Long.MAX_VALUE)
        .expectNextSequence(specs.stream().skip(1).map(TemplateSpec::id).toList())
        .expectNext("u")
        .expectComplete()
        .verify(TIMEOUT);
  }

  @Test
  void aCancelledListingStops() {
    get(registry().saveBatch(templates(10)));

    StepVerifier.create(registry().listIds(), 2)
        .expectNext("t000000", "t000001")
        .thenCancel()
        .verify(TIMEOUT);
    assertThat(get(registry().count())).isEqualTo(10);
  }

  @Test
  void severalListingsDoNotDisturbEachOther() {
    List<TemplateSpec> specs = templates(100);
    get(registry().saveBatch(specs));

    StepVerifier.create(
            Flux.range(0, 20).flatMap(i -> registry().listIds().limitRate(3).collectList(), 20))
        .thenConsumeWhile(ids -> ids.equals(specs.stream().map(TemplateSpec::id).toList()))
        .expectComplete()
        .verify(TIMEOUT);
  }

  @Test
  void versionsAreEmittedOnDemand() {
    save(template("a", "1.0.0"));

    StepVerifier.create(registry().listVersions("a"), 0)
        .expectSubscription()
        .expectNoEvent(SILENCE)
        .thenRequest(1)
        .expectNext("1.0.0")
        .thenRequest(1)
        .expectComplete()
        .verify(TIMEOUT);
  }

  @Test
  void deletedIdsAreNotListed() {
    saveIds("a", "b", "c");
    get(registry().delete("b"));

    assertThat(all(registry().listIds())).containsExactly("a", "c");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
