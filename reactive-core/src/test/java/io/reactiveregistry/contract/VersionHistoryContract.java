package io.reactiveregistry.contract;

import static io.reactiveregistry.contract.Templates.richTemplate;
import static io.reactiveregistry.contract.Templates.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.Commit;
import io.reactiveregistry.InputSpec;
import io.reactiveregistry.InputType;
import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.TemplateDiff;
import io.reactiveregistry.TemplateRef;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.WriteCondition;
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

  @Test
  void aReferenceLeadsToAReplacedVersion() {
    save(template("a", "1.0.0"), template("a", "2.0.0"));

    assertThat(get(registry().load(TemplateRef.parse("a:1.0.0"))))
        .isEqualTo(template("a", "1.0.0"));
    assertThat(get(registry().load(TemplateRef.parse("a")))).isEqualTo(template("a", "2.0.0"));
  }

  @Test
  void aReplacedVersionIsDeletedAlone() {
    save(template("a", "1.0.0"), template("a", "2.0.0"), template("a", "3.0.0"));

    Commit commit = get(registry().deleteVersion("a", "2.0.0"));

    assertThat(commit.saved()).isZero();
    assertThat(commit.deleted()).isEqualTo(1);
    assertThat(commit.revision()).isEqualTo(revision());
    assertThat(all(registry().listVersions("a"))).containsExactly("1.0.0", "3.0.0");
    failure(TemplateNotFoundException.class, registry().load("a", "2.0.0"));
    assertThat(get(registry().load("a"))).isEqualTo(template("a", "3.0.0"));
    assertThat(get(registry().count())).isEqualTo(1);
    assertThat(changesAfter(commit.revision() - 1))
        .containsExactly(new TemplateChange.VersionDeleted(commit.revision(), "a", "2.0.0"));
  }

  @Test
  void theNewestVersionIsCurrentAfterTheCurrentOneIsDeletedNotTheOneSavedLast() {
    save(
        template("a", "1.0.0"),
        template("a", "10.0.0"),
        template("a", "9.0.0"),
        template("a", "10.0.0-rc.1"),
        template("a", "2.0.0"));

    Commit commit = get(registry().deleteVersion("a", "2.0.0"));

    assertThat(get(registry().load("a"))).isEqualTo(template("a", "10.0.0"));
    assertThat(get(registry().find("a"))).isEqualTo(template("a", "10.0.0"));
    assertThat(get(registry().load("a", "10.0.0"))).isEqualTo(template("a", "10.0.0"));
    assertThat(all(registry().listVersions("a")))
        .containsExactly("1.0.0", "9.0.0", "10.0.0-rc.1", "10.0.0");
    assertThat(changesAfter(commit.revision() - 1))
        .containsExactly(
            new TemplateChange.VersionDeleted(commit.revision(), "a", "2.0.0"),
            new TemplateChange.Saved(commit.revision(), "a", "10.0.0"));
  }

  @Test
  void versionsAreDeletedOneByOneUntilTheTemplateIsGone() {
    save(template("a", "1.0.0"), template("a", "2.0.0"), template("b"));

    get(registry().deleteVersion("a", "2.0.0"));
    assertThat(get(registry().load("a"))).isEqualTo(template("a", "1.0.0"));
    Commit last = get(registry().deleteVersion("a", "1.0.0"));

    assertThat(all(registry().listIds())).containsExactly("b");
    assertThat(get(registry().count())).isEqualTo(1);
    failure(TemplateNotFoundException.class, registry().load("a"));
    assertThat(changesAfter(last.revision() - 1))
        .containsExactly(new TemplateChange.Deleted(last.revision(), "a"));
  }

  @Test
  void aDeletedVersionCannotBeDeletedAgainButBeSavedAgain() {
    save(template("a", "1.0.0", "old"), template("a", "2.0.0"));
    get(registry().deleteVersion("a", "1.0.0"));

    failure(TemplateNotFoundException.class, registry().deleteVersion("a", "1.0.0"));
    save(template("a", "1.0.0", "new"));

    assertThat(get(registry().load("a", "1.0.0")).template()).isEqualTo("new");
    assertThat(all(registry().listVersions("a"))).containsExactly("1.0.0", "2.0.0");
  }

  @Test
  void theVersionsOfIdsWithColonsAreDeletedApart() {
    save(
        template("a", "1.0.0"),
        template("a", "2.0.0"),
        template("a:1.0.0", "1.0.0"),
        template("a:1.0.0", "2.0.0"));

    get(registry().deleteVersion("a", "1.0.0"));
    get(registry().deleteVersion("a:1.0.0", "2.0.0"));

    assertThat(all(registry().listVersions("a"))).containsExactly("2.0.0");
    assertThat(all(registry().listVersions("a:1.0.0"))).containsExactly("1.0.0");
    assertThat(get(registry().load("a:1.0.0"))).isEqualTo(template("a:1.0.0", "1.0.0"));
  }

  @Test
  void anOlderVersionIsMadeCurrentWithTheBodyItHad() {
    save(template("a", "1.0.0", "one"), template("a", "2.0.0", "two"));

    Commit commit = get(registry().rollback("a", "1.0.0"));

    assertThat(commit.saved()).isEqualTo(1);
    assertThat(commit.deleted()).isZero();
    assertThat(commit.revision()).isEqualTo(revision());
    assertThat(get(registry().load("a"))).isEqualTo(template("a", "1.0.0", "one"));
    assertThat(get(registry().load("a", "1.0.0"))).isEqualTo(template("a", "1.0.0", "one"));
    assertThat(get(registry().load("a", "2.0.0"))).isEqualTo(template("a", "2.0.0", "two"));
    assertThat(all(registry().listVersions("a"))).containsExactly("1.0.0", "2.0.0");
    assertThat(get(registry().count())).isEqualTo(1);
    assertThat(changesAfter(commit.revision() - 1))
        .containsExactly(new TemplateChange.Saved(commit.revision(), "a", "1.0.0"));
  }

  @Test
  void goingBackAndForthLosesNoVersion() {
    save(richTemplate("a"), template("a", "2.0.0"), template("a", "3.0.0"));
    String first = richTemplate("a").version();

    get(registry().rollback("a", first));
    get(registry().rollback("a", "3.0.0"));
    get(registry().rollback("a", first));

    assertThat(get(registry().load("a"))).isEqualTo(richTemplate("a"));
    save(template("a", "4.0.0"));
    assertThat(all(registry().listVersions("a"))).containsExactly(first, "2.0.0", "3.0.0", "4.0.0");
    assertThat(get(registry().load("a", first))).isEqualTo(richTemplate("a"));
  }

  @Test
  void aVersionMadeCurrentCanBeSavedAgainWithAnotherBody() {
    save(template("a", "1.0.0", "one"), template("a", "2.0.0", "two"));
    get(registry().rollback("a", "1.0.0"));

    save(template("a", "1.0.0", "new"));

    assertThat(get(registry().load("a")).template()).isEqualTo("new");
    assertThat(get(registry().load("a", "1.0.0")).template()).isEqualTo("new");
    assertThat(get(registry().load("a", "2.0.0")).template()).isEqualTo("two");
  }

  @Test
  void aVersionMadeCurrentCanBeDeletedLikeAnyOther() {
    save(template("a", "1.0.0"), template("a", "2.0.0"));
    get(registry().rollback("a", "1.0.0"));

    get(registry().deleteVersion("a", "1.0.0"));

    assertThat(get(registry().load("a"))).isEqualTo(template("a", "2.0.0"));
    assertThat(all(registry().listVersions("a"))).containsExactly("2.0.0");
  }

  @Test
  void aDeletedVersionCannotBeMadeCurrent() {
    save(template("a", "1.0.0"), template("a", "2.0.0"));
    get(registry().deleteVersion("a", "1.0.0"));
    long before = revision();

    failure(TemplateNotFoundException.class, registry().rollback("a", "1.0.0"));

    assertThat(revision()).isEqualTo(before);
  }

  @Test
  void aConditionIsAboutTheVersionMadeCurrent() {
    TemplateSpec one = template("a", "1.0.0");
    save(one, template("a", "2.0.0"));
    get(registry().rollback("a", "1.0.0"));

    get(registry().save(template("a", "3.0.0"), WriteCondition.contentHash(one.contentHash())));

    assertThat(get(registry().load("a")).version()).isEqualTo("3.0.0");
  }

  @Test
  void versionsAreComparedByTheirBodies() {
    TemplateSpec from =
        TemplateSpec.builder("a").version("1.0.0").template("Dear all,\nbye\n").build();
    TemplateSpec to =
        from.toBuilder()
            .version("2.0.0")
            .template("Dear {{ name }},\nbye\n")
            .input("name", InputSpec.required(InputType.STRING))
            .build();
    save(from, to, template("a", "3.0.0"));

    assertThat(get(registry().diff("a", "1.0.0", "2.0.0")))
        .isEqualTo(TemplateDiff.between(from, to));
    assertThat(get(registry().diff("a", "2.0.0", "1.0.0")))
        .isEqualTo(TemplateDiff.between(to, from));
  }
}
