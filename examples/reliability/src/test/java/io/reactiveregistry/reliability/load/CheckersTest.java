package io.reactiveregistry.reliability.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactiveregistry.reliability.ChildJvm;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CheckersTest {

  private final List<String> told = new ArrayList<>();
  private final Findings findings = new Findings(told::add);

  @Nested
  class WhatIsExpected {

    private final Expected expected = new Expected(findings);

    @Test
    void isWhatWasAcknowledgedLast() {
      expected.acknowledged("a", 1);
      expected.acknowledged("a", 2);
      expected.check("a", Templates.of("a", 2, 10));
      assertThat(told).isEmpty();

      expected.check("a", Templates.of("a", 1, 10));
      expected.check("a", null);
      assertThat(told).hasSize(2);
    }

    @Test
    void isEitherAfterACancellation() {
      expected.acknowledged("a", 1);
      expected.unknown("a", 2);
      expected.check("a", Templates.of("a", 1, 10));
      expected.check("a", Templates.of("a", 2, 10));
      assertThat(told).isEmpty();

      expected.check("a", null);
      assertThat(told).hasSize(1);
    }

    @Test
    void isNothingThatWasNeverSaved() {
      expected.acknowledged("a", 1);
      expected.check("a", Templates.of("a", 1, 10).toBuilder().template("a#1#10#aaa").build());

      assertThat(told).singleElement().asString().contains("never saved");
    }
  }

  @Nested
  class ATrend {

    @Test
    void growsWithALeak() {
      assertThat(trendOf(IntStream.range(0, 40).map(i -> 100 + 10 * i)).grows(0.1, 50)).isTrue();
    }

    @Test
    void doesNotGrowWithPeaks() {
      IntStream peaks = IntStream.range(0, 40).map(i -> i % 4 == 3 ? 10_000 : 100);

      assertThat(trendOf(peaks).grows(0.1, 0)).isFalse();
    }

    @Test
    void doesNotCountTheBeginning() {
      assertThat(trendOf(IntStream.range(0, 40).map(i -> Math.min(i, 5))).grows(0, 0)).isFalse();
    }

    private static Trend trendOf(IntStream heaps) {
      List<Vitals> samples = heaps.mapToObj(heap -> new Vitals(heap, 0, 0, 0, 0, 0)).toList();
      return Trend.of(samples, Vitals::heap);
    }
  }

  @Nested
  class TheReportOfAChild {

    private final ChildReport report =
        new ChildReport("", List.of("heap grew", "file grew"), new ChildJvm.End(0, false));

    @Test
    void namesOnlyWhatIsViolated() {
      assertThat(report.names(List.of("heap", "file"))).isTrue();
      assertThat(report.names(List.of("heap", "threads"))).isFalse();
      assertThat(report.firstOfEach(List.of("heap", "threads")))
          .isEqualTo("heap grew; nothing of 'threads'");
    }

    @Test
    void holdsNoMoreViolationsThanAnybodyReads() {
      IntStream.range(0, 100).forEach(i -> findings.violation("one\nmore"));

      assertThat(told).hasSize(10).contains("violation one more");
      assertThat(findings.violations()).isEqualTo(100);
    }
  }

  @Test
  void latenciesAreRoundedUp() {
    Latencies latencies = new Latencies();
    IntStream.range(0, 99).forEach(i -> latencies.add(50_000));
    latencies.add(20_000_000);

    assertThat(latencies.percentile(0.99)).isEqualTo(0.1);
    assertThat(latencies.percentile(1)).isEqualTo(20.1);
    assertThat(new Latencies().percentile(0.99)).isZero();
  }

  @Test
  void templatesTellWhichWriteTheyAreFrom() {
    assertThat(Templates.serial(Templates.of("a", 42, 1_000))).isEqualTo(42);
    assertThatThrownBy(
            () -> Templates.serial(Templates.of("a", 42, 9).toBuilder().version("2").build()))
        .isInstanceOf(IllegalStateException.class);
  }
}
