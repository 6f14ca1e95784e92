package io.reactiveregistry.migration;

import static io.reactiveregistry.contract.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.AuditableRegistry.Finding;
import io.reactiveregistry.AuditableRegistry.Severity;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.StoreFullException;
import io.reactiveregistry.error.TargetNotEmptyException;
import io.reactiveregistry.migration.MigrationOptions.Versions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import reactor.test.publisher.PublisherProbe;

class MigrationTest {

  private static final MigrationOptions OVERWRITE =
      MigrationOptions.builder().overwrite(true).build();

  private final FaultyRegistry source = new FaultyRegistry();
  private final FaultyRegistry target = new FaultyRegistry();

  @AfterEach
  void close() {
    source.close();
    target.close();
  }

  private static TemplateSpec template(String id, String version, String text) {
    return TemplateSpec.builder(id).version(version).template(text).build();
  }

  private static TemplateSpec template(String id, String text) {
    return template(id, TemplateSpec.DEFAULT_VERSION, text);
  }

  private static TemplateSpec[] templates(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> template("t%05d".formatted(i), "text " + i))
        .toArray(TemplateSpec[]::new);
  }

  private MigrationReport migrate(MigrationOptions options) {
    return Objects.requireNonNull(Migration.migrate(source, target, options).block());
  }

  @Nested
  class IntoAnEmptyTarget {

    @Test
    void copiesEveryTemplateInBatches() {
      source.with(templates(2_500));

      MigrationReport report = migrate(MigrationOptions.defaults());

      assertThat(report.success()).isTrue();
      assertThat(report.migrated()).isEqualTo(2_500);
      assertThat(target.contents()).isEqualTo(source.contents());
      assertThat(target.savedBatches)
          .extracting(batch -> batch.size())
          .containsExactly(1_000, 1_000, 500);
    }

    @Test
    void copiesNothingBeforeSubscription() {
      source.with(templates(3));

      Migration.migrate(source, target);

      assertThat(target.writes()).isZero();
    }

    @Test
    void anEmptySourceIsMigratedAtOnce() {
      MigrationReport report = migrate(MigrationOptions.defaults());

      assertThat(report.success()).isTrue();
      assertThat(report.migrated()).isZero();
    }

    @Test
    void copiesOlderVersionsFirstSoThatTheCurrentOneStaysCurrent() {
      TemplateSpec first = template("a", "1.0.0", "one");
      TemplateSpec second = template("a", "2.0.0", "two");
      source.with(second, first);

      migrate(MigrationOptions.defaults());

      assertThat(target.savedBatches).containsExactly(List.of(second, first));
      assertThat(target.contents()).containsExactly(first);
    }

    @Test
    void copiesCurrentVersionsOnlyWhenToldSo() {
      source.with(template("a", "1.0.0", "one"), template("a", "2.0.0", "two"));

      migrate(MigrationOptions.builder().versions(Versions.CURRENT).build());

      StepVerifier.create(target.listVersions("a")).expectNext("2.0.0").verifyComplete();
    }

    @Test
    void warnsOfOlderVersionsThatTheTargetDoesNotKeep() {
      target.forgetsOlderVersions = true;
      source.with(template("a", "1.0.0", "one"), template("a", "2.0.0", "two"));

      StepVerifier.create(Migration.migrate(source, target))
          .assertNext(
              report ->
                  assertThat(report.warnings())
                      .singleElement()
                      .extracting(Finding::reason)
                      .asString()
                      .startsWith("1 older versions were not kept"))
          .verifyComplete();
    }

    @Test
    void dividesBatchesOfLongTextsSoThatMemoryStaysBounded() {
      String megabyte = "x".repeat(1 << 20);
      source.with(
          IntStream.range(0, 9)
              .mapToObj(i -> template("t" + i, megabyte))
              .toArray(TemplateSpec[]::new));

      migrate(MigrationOptions.defaults());

      assertThat(target.savedBatches).extracting(batch -> batch.size()).containsExactly(4, 4, 1);
    }

    @Test
    void aDryRunReportsTheSameAndWritesNothing() {
      source.with(templates(3));

      MigrationReport report = migrate(MigrationOptions.builder().dryRun(true).build());

      assertThat(report.dryRun()).isTrue();
      assertThat(report.migrated()).isEqualTo(3);
      assertThat(target.writes()).isZero();
    }
  }

  @Nested
  class IntoATargetThatHoldsTemplates {

    @Test
    void isRefusedBeforeAnythingIsWritten() {
      source.with(templates(3));
      target.with(template("old", "text"));

      StepVerifier.create(Migration.migrate(source, target))
          .verifyErrorSatisfies(
              error ->
                  assertThat(error)
                      .isInstanceOf(TargetNotEmptyException.class)
                      .hasMessageContaining("already holds 1 templates"));
      assertThat(target.writes()).isZero();
    }

    @Test
    void aDryRunIsRefusedAsTheMigrationWouldBe() {
      target.with(template("old", "text"));

      StepVerifier.create(
              Migration.migrate(source, target, MigrationOptions.builder().dryRun(true).build()))
          .verifyError(TargetNotEmptyException.class);
    }

    @Test
    void overwritingMakesItEqualByDifferencesOnly() {
      TemplateSpec same = template("same", "text");
      TemplateSpec changed = template("changed", "new");
      TemplateSpec added = template("added", "text");
      source.with(same, changed, added);
      target.with(same, template("changed", "old"), template("extra", "text"));

      MigrationReport report = migrate(OVERWRITE);

      assertThat(report.migrated()).isEqualTo(2);
      assertThat(report.unchanged()).isEqualTo(1);
      assertThat(report.deleted()).isEqualTo(1);
      assertThat(target.savedBatches).containsExactly(List.of(added, changed));
      assertThat(target.deletedBatches).containsExactly(List.of("extra"));
      assertThat(target.contents()).isEqualTo(source.contents());
    }

    @Test
    void overwritingAgainWritesNothing() {
      source.with(templates(50)).with(template("a", "1.0.0", "one"), template("a", "2.0.0", "two"));
      migrate(OVERWRITE);
      int writes = target.writes();

      MigrationReport report = migrate(OVERWRITE);

      assertThat(report.unchanged()).isEqualTo(51);
      assertThat(target.writes()).isEqualTo(writes);
    }

    @Test
    void aDryRunCountsWhatOverwritingWouldChange() {
      source.with(template("changed", "new"), template("same", "text"));
      target.with(template("changed", "old"), template("extra", "text"), template("same", "text"));

      MigrationReport report =
          migrate(MigrationOptions.builder().overwrite(true).dryRun(true).build());

      assertThat(List.of(report.migrated(), report.unchanged(), report.deleted()))
          .containsExactly(1L, 1L, 1L);
      assertThat(target.writes()).isZero();
    }

    @Test
    void addsOlderVersionsThatItLacksAndKeepsTheCurrentOneCurrent() {
      TemplateSpec older = template("a", "1.0.0", "one");
      TemplateSpec current = template("a", "2.0.0", "two");
      source.with(older, current);
      target.with(current);

      migrate(OVERWRITE);

      assertThat(target.savedBatches).containsExactly(List.of(older, current));
      assertThat(target.contents()).containsExactly(current);
    }

    @Test
    void makesAnotherVersionCurrentWithoutCopyingThoseItHas() {
      TemplateSpec first = template("a", "1.0.0", "one");
      TemplateSpec second = template("a", "2.0.0", "two");
      source.with(second, first);
      target.with(first, second);

      migrate(OVERWRITE);

      assertThat(target.savedBatches).containsExactly(List.of(first));
    }

    @Test
    void mendsTemplatesThatAreDamagedInTheTarget() {
      source.with(template("a", "text"));
      target.with(template("a", "text"));
      target.damaged.add("a");

      assertThat(migrate(OVERWRITE).migrated()).isEqualTo(1);
    }

    @Test
    void deletesNothingWhileTheSourceHasItemsThatCannotBeRead() {
      source.findings.add(new Finding(Severity.ERROR, "broken.yaml", "line 3: no id"));
      target.with(template("extra1", "text"), template("extra2", "text"));

      MigrationReport report = migrate(OVERWRITE);

      assertThat(report.deleted()).isZero();
      assertThat(target.contents()).hasSize(2);
      assertThat(report.warnings())
          .singleElement()
          .extracting(Finding::reason)
          .asString()
          .startsWith("2 templates that the source seems to lack were not deleted");
    }

    @Test
    void saysWhatIsWrongInTheTargetAlready() {
      target.findings.add(new Finding(Severity.ERROR, "broken.yaml", "line 3: no id"));

      MigrationReport report = migrate(OVERWRITE);

      assertThat(report.success()).isTrue();
      assertThat(report.warnings())
          .containsExactly(
              new Finding(Severity.WARNING, "broken.yaml", "in the target: line 3: no id"));
    }
  }

  @Nested
  class WithItemsThatFail {

    @Test
    void reportsWhatTheAuditOfTheSourceFinds() {
      Finding error = new Finding(Severity.ERROR, "broken.yaml", "line 3: no id");
      Finding warning = new Finding(Severity.WARNING, "odd.yaml", "unknown field 'owner'");
      source.with(templates(2)).findings.addAll(List.of(error, warning));

      MigrationReport report = migrate(MigrationOptions.defaults());

      assertThat(report.success()).isFalse();
      assertThat(report.failures()).containsExactly(error);
      assertThat(report.warnings()).containsExactly(warning);
      assertThat(report.migrated()).isEqualTo(2);
    }

    @Test
    void reportsATemplateThatCannotBeReadAndGoesOn() {
      source.with(templates(10)).damaged.add("t00004");

      MigrationReport report = migrate(MigrationOptions.defaults());

      assertThat(report.failures()).extracting(Finding::location).containsExactly("t00004");
      assertThat(report.failures().get(0).reason()).contains("torn");
      assertThat(report.migrated()).isEqualTo(9);
    }

    @Test
    void doesNotDeleteTheTargetsCopyOfATemplateThatCannotBeRead() {
      source.with(template("a", "text")).damaged.add("a");
      target.with(template("a", "text"));

      MigrationReport report = migrate(OVERWRITE);

      assertThat(report.success()).isFalse();
      assertThat(target.contents()).hasSize(1);
    }

    @Test
    void reportsAnOlderVersionThatCannotBeReadAndCopiesTheOthers() {
      TemplateSpec current = template("a", "2.0.0", "two");
      source.with(template("a", "1.0.0", "one"), current).damaged.add("a:1.0.0");

      MigrationReport report = migrate(MigrationOptions.defaults());

      assertThat(report.failures()).extracting(Finding::location).containsExactly("a:1.0.0");
      assertThat(target.contents()).containsExactly(current);
    }

    @Test
    void findsTheMembersThatTheTargetRefusesAndWritesAllOthers() {
      source.with(templates(100)).with(template("t00017", "x".repeat(50)));
      source.with(template("t00018", "x".repeat(50)), template("t00099", "x".repeat(50)));
      target.longestText = 20;

      MigrationReport report = migrate(MigrationOptions.defaults());

      assertThat(report.failures())
          .extracting(Finding::location)
          .containsExactly("t00017", "t00018", "t00099");
      assertThat(report.failures().get(0).reason()).isEqualTo("Invalid template: it is too long");
      assertThat(report.migrated()).isEqualTo(97);
      assertThat(target.contents()).hasSize(97);
    }

    @Test
    void countsAllFailuresEvenIfItDoesNotListThem() {
      source.with(templates(10)).damaged.addAll(List.of("t00001", "t00002", "t00003"));

      MigrationReport report = migrate(MigrationOptions.builder().maxReportedItems(2).build());

      assertThat(report.failures()).hasSize(2);
      assertThat(report.failureCount()).isEqualTo(3);
      assertThat(report.success()).isFalse();
    }

    @Test
    void endsWithTheErrorOfATargetThatIsFullAndKeepsWhatWasCommitted() {
      source.with(templates(10));
      target.failure = new StoreFullException("target", null);
      target.batchesUntilFailure = 2;

      StepVerifier.create(
              Migration.migrate(source, target, MigrationOptions.builder().batchSize(3).build()))
          .verifyError(StoreFullException.class);
      assertThat(target.contents()).hasSize(6);
    }

    @Test
    void repeatsCallsThatAnOverloadedRegistryRefused() {
      source.with(templates(5)).overloadedCalls.set(3);
      target.overloadedCalls.set(3);

      MigrationReport report = migrate(MigrationOptions.defaults());

      assertThat(report.success()).isTrue();
      assertThat(target.contents()).hasSize(5);
    }

    @Test
    void resumesAListingThatAnOverloadedRegistryBroke() {
      source.with(templates(5)).idsUntilOverload = 2;

      assertThat(migrate(MigrationOptions.defaults()).migrated()).isEqualTo(5);
    }

    @Test
    void refusesAListingThatIsOutOfOrder() {
      source.listing = Flux.just("b", "a");

      StepVerifier.create(Migration.migrate(source, target))
          .verifyErrorMessage("listIds() of the source is not ascending: 'a' comes after 'b'");
    }
  }

  @Test
  void tellsTheListenerHowFarItHasCome() {
    source.with(templates(250));
    List<MigrationProgress> seen = new ArrayList<>();

    migrate(MigrationOptions.builder().onProgress(seen::add).build());

    assertThat(seen).extracting(MigrationProgress::examined).containsExactly(0L, 100L, 200L, 250L);
    assertThat(seen).extracting(MigrationProgress::total).containsOnly(250L);
    assertThat(seen.get(seen.size() - 1).written()).isEqualTo(250);
  }

  @Test
  void aListenerThatFailsIsReportedAndDoesNotBreakTheMigration() {
    source.with(templates(250));
    MigrationOptions options =
        MigrationOptions.builder()
            .onProgress(
                progress -> {
                  throw new IllegalStateException("no terminal");
                })
            .build();

    MigrationReport report = migrate(options);

    assertThat(report.migrated()).isEqualTo(250);
    assertThat(report.warnings()).extracting(Finding::location).containsExactly("onProgress");
  }

  @Test
  void readsAheadOfTheTargetNoMoreThanAFewBatches() {
    AtomicInteger listed = new AtomicInteger();
    source.with(templates(20_000)).listing =
        Flux.range(0, 20_000).map("t%05d"::formatted).doOnNext(id -> listed.incrementAndGet());
    target.neverAnswersWrites = true;

    Disposable migration =
        Migration.migrate(source, target, MigrationOptions.builder().batchSize(100).build())
            .subscribe();

    await().until(() -> !target.savedBatches.isEmpty());
    await().during(Duration.ofMillis(200)).until(() -> listed.get() < 1_000);
    migration.dispose();
  }

  @Test
  void cancellationStopsItAndKeepsWhatWasCommitted() {
    PublisherProbe<String> unfinished =
        PublisherProbe.of(Flux.range(0, 6).map("t%05d"::formatted).concatWith(Flux.never()));
    source.with(templates(6)).listing = unfinished.flux();

    StepVerifier.create(
            Migration.migrate(source, target, MigrationOptions.builder().batchSize(2).build()))
        .expectSubscription()
        .then(() -> await().until(() -> target.savedBatches.size() == 2))
        .thenCancel()
        .verify();

    unfinished.assertWasCancelled();
    assertThat(target.contents()).hasSize(4);
  }
}
