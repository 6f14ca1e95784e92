package io.reactiveregistry.contract;

import static io.reactiveregistry.contract.Templates.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** What a registry promises that keeps the versions it replaces. */
public abstract class VersionHistoryContract extends RegistryContract {

  @Test
  void eachVersionIsLoadedWithItsOwnBody() {
    List<TemplateSpec> versions =
        List.of(template("a", "1.0.0"), template("a", "2.0.0"), template("a", "3.0.0"));
    versions.forEach(this::save);

    assertThat(versions)
        .allSatisfy(spec -> assertThat(get(registry().load("a", spec.version()))).isEqualTo(spec));
    assertThat(get(registry().load("a")).version()).isEqualTo("3.0.0");
  }

  @Test
  void versionsAreListedInSemanticOrderAndTheOthersLast() {
    List<String> ordered =
        List.of(
            "0.9.0",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "1.0.0",
            "1.0.0+build",
            "2.0.0",
            "10.0.0",
            "1.0",
            "draft",
            "v1.0.0");
    List<String> shuffled = new ArrayList<>(ordered);
    Collections.shuffle(shuffled, new Random(1));
    shuffled.forEach(version -> save(template("a", version)));

    assertThat(all(registry().listVersions("a"))).containsExactlyElementsOf(ordered);
    assertThat(get(registry().count())).isEqualTo(1);
  }

  @Test
  void versionsAreEmittedOneByOneAsRequested() {
    save(template("a", "1.0.0"), template("a", "2.0.0"), template("a", "3.0.0"));

    StepVerifier.create(registry().listVersions("a"), 1)
        .expectNext("1.0.0")
        .expectNoEvent(SILENCE)
        .thenRequest(1)
        .expectNext("2.0.0")
        .thenCancel()
        .verify(TIMEOUT);
  }

  @Test
  void aReplacedVersionSavedAgainIsCurrentWithItsNewBody() {
    save(
        template("a", "1.0.0", "old one"),
        template("a", "2.0.0", "two"),
        template("a", "1.0.0", "new one"));

    assertThat(get(registry().load("a")).template()).isEqualTo("new one");
    assertThat(get(registry().load("a", "1.0.0")).template()).isEqualTo("new one");
    assertThat(get(registry().load("a", "2.0.0")).template()).isEqualTo("two");
    assertThat(all(registry().listVersions("a"))).containsExactly("1.0.0", "2.0.0");

    save(template("a", "3.0.0"));
    assertThat(get(registry().load("a", "1.0.0")).template()).isEqualTo("new one");
  }

  @Test
  void savingTheCurrentVersionAgainKeepsTheReplacedOnes() {
    save(template("a", "1.0.0"), template("a", "2.0.0", "x"), template("a", "2.0.0", "y"));

    assertThat(get(registry().load("a", "1.0.0"))).isEqualTo(template("a", "1.0.0"));
    assertThat(get(registry().load("a", "2.0.0")).template()).isEqualTo("y");
    assertThat(all(registry().listVersions("a"))).containsExactly("1.0.0", "2.0.0");
  }

  @Test
  void theVersionsOfABatchAreAllKept() {
    get(
        registry()
            .saveBatch(
                List.of(template("a", "1.0.0"), template("a", "3.0.0"), template("a", "2.0.0"))));

    assertThat(all(registry().listVersions("a"))).containsExactly("1.0.0", "2.0.0", "3.0.0");
    assertThat(get(registry().load("a", "1.0.0"))).isEqualTo(template("a", "1.0.0"));
    assertThat(get(registry().load("a", "3.0.0"))).isEqualTo(template("a", "3.0.0"));
    assertThat(get(registry().load("a"))).isEqualTo(template("a", "2.0.0"));
  }

  @Test
  void aVersionReturnsInTheSameBatch() {
    get(
        registry()
            .saveBatch(
                List.of(template("a", "1.0.0"), template("a", "2.0.0"), template("a", "1.0.0"))));

    assertThat(all(registry().listVersions("a"))).containsExactly("1.0.0", "2.0.0");
    assertThat(get(registry().load("a", "2.0.0"))).isEqualTo(template("a", "2.0.0"));
  }

  @Test
  void theVersionsOfIdsWithColonsAreKeptApart() {
    save(
        template("a", "1.0.0"),
        template("a", "2.0.0"),
        template("a:1.0.0", "1.0.0"),
        template("a:1.0.0", "2.0.0"),
        template("a:", "1.0.0"));

    assertThat(all(registry().listVersions("a"))).containsExactly("1.0.0", "2.0.0");
    assertThat(all(registry().listVersions("a:1.0.0"))).containsExactly("1.0.0", "2.0.0");
    assertThat(all(registry().listVersions("a:"))).containsExactly("1.0.0");
    assertThat(get(registry().load("a:1.0.0", "1.0.0"))).isEqualTo(template("a:1.0.0", "1.0.0"));

    get(registry().delete("a"));

    assertThat(all(registry().listIds())).containsExactly("a:", "a:1.0.0");
    assertThat(all(registry().listVersions("a:1.0.0"))).containsExactly("1.0.0", "2.0.0");
  }

  @Test
  void deletingTakesEveryVersion() {
    save(template("a", "1.0.0"), template("a", "2.0.0"), template("b", "1.0.0"));

    get(registry().deleteBatch(List.of("a")));

    assertEmpty(registry().listVersions("a"));
    failure(TemplateNotFoundException.class, registry().load("a", "1.0.0"));
    assertThat(get(registry().load("b", "1.0.0"))).isEqualTo(template("b", "1.0.0"));
  }
}
