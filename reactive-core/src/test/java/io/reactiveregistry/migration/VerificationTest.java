package io.reactiveregistry.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.AuditableRegistry.Finding;
import io.reactiveregistry.AuditableRegistry.Severity;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.migration.MigrationOptions.Versions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VerificationTest {

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

  private VerificationReport verify(Versions versions) {
    return Objects.requireNonNull(
        Migration.verify(source, target, MigrationOptions.builder().versions(versions).build())
            .block());
  }

  private VerificationReport verify() {
    return Objects.requireNonNull(Migration.verify(source, target).block());
  }

  @Test
  void succeedsWhenBothSidesHoldTheSame() {
    source.with(template("a", "1.0.0", "x"), template("b", "1.0.0", "y"));
    target.with(template("b", "1.0.0", "y"), template("a", "1.0.0", "x"));

    VerificationReport report = verify();

    assertThat(report.success()).isTrue();
    assertThat(report.verified()).isEqualTo(2);
    assertThat(target.writes()).isZero();
  }

  @Test
  void namesWhatDiffersWhatIsMissingAndWhatIsExtra() {
    source.with(template("differs", "1.0.0", "x"), template("missing", "1.0.0", "x"));
    target.with(template("differs", "1.0.0", "y"), template("extra", "1.0.0", "x"));

    VerificationReport report = verify();

    assertThat(report.success()).isFalse();
    assertThat(report.mismatched()).containsExactly("differs");
    assertThat(report.missing()).containsExactly("missing");
    assertThat(report.extra()).containsExactly("extra");
  }

  @Test
  void ordersIdsAsTheirBytesAreOrdered() {
    TemplateSpec supplementary = template("\uD83D\uDE00", "1.0.0", "x");
    TemplateSpec privateUse = template("\uE000", "1.0.0", "x");
    source.with(supplementary, privateUse);
    target.with(privateUse, supplementary);

    assertThat(verify().verified()).isEqualTo(2);
  }

  @Test
  void anOlderVersionThatTheTargetLacksIsADifferenceOnlyWhenAllAreCompared() {
    source.with(template("a", "1.0.0", "one"), template("a", "2.0.0", "two"));
    target.with(template("a", "2.0.0", "two"));

    assertThat(verify(Versions.ALL).mismatched()).containsExactly("a");
    assertThat(verify(Versions.CURRENT).success()).isTrue();
  }

  @Test
  void anOlderVersionWithAnotherBodyIsADifference() {
    source.with(template("a", "1.0.0", "one"), template("a", "2.0.0", "two"));
    target.with(template("a", "1.0.0", "ONE"), template("a", "2.0.0", "two"));

    assertThat(verify().mismatched()).containsExactly("a");
  }

  @Test
  void olderVersionsThatOnlyTheTargetHasAreItsHistory() {
    source.with(template("a", "2.0.0", "two"));
    target.with(template("a", "1.0.0", "one"), template("a", "2.0.0", "two"));

    assertThat(verify().success()).isTrue();
  }

  @Test
  void whatCannotBeReadIsAFailureOnEitherSide() {
    Finding inSource = new Finding(Severity.ERROR, "source.yaml", "line 1: no id");
    Finding inTarget = new Finding(Severity.ERROR, "target.yaml", "line 2: no id");
    source.with(template("a", "1.0.0", "x")).findings.add(inSource);
    source.damaged.add("a");
    target.findings.add(inTarget);

    VerificationReport report = verify();

    assertThat(report.success()).isFalse();
    assertThat(report.failures())
        .extracting(Finding::location)
        .containsExactly("source.yaml", "target.yaml", "a");
  }

  @Test
  void whatIsDamagedInTheTargetIsADifference() {
    source.with(template("a", "1.0.0", "x"));
    target.with(template("a", "1.0.0", "x")).damaged.add("a");

    assertThat(verify().mismatched()).containsExactly("a");
  }

  @Test
  void countsAllDifferencesEvenIfItDoesNotListThem() {
    source.with(
        template("a", "1.0.0", "x"), template("b", "1.0.0", "x"), template("c", "1.0.0", "x"));

    VerificationReport report =
        Objects.requireNonNull(
            Migration.verify(source, target, MigrationOptions.builder().maxReportedItems(1).build())
                .block());

    assertThat(report.missingCount()).isEqualTo(3);
    assertThat(report.missing()).containsExactly("a");
  }

  @Test
  void tellsTheListenerHowFarItHasCome() {
    source.with(template("a", "1.0.0", "x"));
    List<MigrationProgress> seen = new ArrayList<>();

    Migration.verify(source, target, MigrationOptions.builder().onProgress(seen::add).build())
        .block();

    assertThat(seen)
        .containsExactly(new MigrationProgress(0, 1, 0), new MigrationProgress(1, 1, 0));
  }
}
