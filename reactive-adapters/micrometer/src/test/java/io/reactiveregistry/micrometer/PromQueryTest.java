package io.reactiveregistry.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A query that Prometheus would refuse, or answer with nothing, is refused. */
class PromQueryTest {

  private static final Map<String, Map<String, Set<String>>> SCRAPED =
      Map.of(
          "reads_total", Map.of("operation", Set.of("load", "find")),
          "seconds_bucket", Map.of("operation", Set.of("load"), "le", Set.of("0.1", "+Inf")),
          "size", Map.of());

  private static Set<String> labels(String query) {
    return PromQuery.labelsOf(query, SCRAPED);
  }

  @Test
  void theLabelsOfASumAreThoseItIsBy() {
    assertThat(labels("sum by (operation) (rate(reads_total{instance=~\"$instance\"}[5m]))"))
        .containsExactly("operation");
    assertThat(labels("sum(size{instance=\"a\"}) by (instance)")).containsExactly("instance");
    assertThat(labels("sum(size{instance=\"a\"}) / 2")).isEmpty();
  }

  @Test
  void aQuantileHasTheLabelsOfItsBucketsButTheirLimit() {
    assertThat(
            labels(
                "histogram_quantile(0.99, sum by (le, operation)"
                    + " (rate(seconds_bucket{instance=~\"$instance\",operation=~\"load|x\"}[$__rate_interval])))"))
        .containsExactly("operation");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "sum(size{instance=\"a\"}                                           | ')' was expected",
        "sum(size{instance=\"a\"}))                                         | something follows",
        "sum(size{instance=\"a\")                                           | '}' was expected",
        "sum(size)                                                          | '{' was expected",
        "sum(weight{instance=\"a\"})                                        | nobody has the metric weight",
        "total(size{instance=\"a\"})                                        | nobody knows the function total",
        "sum(size{job=\"a\"})                                               | of all instances",
        "sum(size{instance=\"a\",operation=\"load\"})                       | no label operation",
        "sum(rate(reads_total{instance=\"a\",operation=\"save\"}[5m]))      | no operation is save",
        "sum(rate(reads_total{instance=\"a\",operation=~\"lo\"}[5m]))       | no operation is lo",
        "sum(rate(reads_total{instance=\"a\",operation=~\"(lo\"}[5m]))      | no pattern",
        "sum by (result) (rate(reads_total{instance=\"a\"}[5m]))            | the label result",
        "sum by () (rate(reads_total{instance=\"a\"}[5m]))                  | a name was expected",
        "sum(rate(reads_total{instance=\"a\"}))                             | rate is of a range",
        "sum(reads_total{instance=\"a\"}[5m])                               | a range",
        "sum(rate(reads_total{instance=\"a\"}[5 minutes]))                  | nothing begins with",
        "sum(rate(seconds_bucket{instance=\"a\"}[5m]))                      | without their le",
        "histogram_quantile(0.9, sum(rate(reads_total{instance=\"a\"}[5m])))| of buckets by le",
        "histogram_quantile(0.9, rate(reads_total{instance=\"a\"}[5m]))     | of buckets by le",
        "histogram_quantile(95, rate(seconds_bucket{instance=\"a\"}[5m]))   | a number up to 1",
        "histogram_quantile(rate(seconds_bucket{instance=\"a\"}[5m]))       | a number up to 1",
        "rate(seconds_bucket{instance=\"a\"}[5m])                           | buckets are no result",
        "sum by (operation) (rate(reads_total{instance=\"a\"}[5m])) / sum(size{instance=\"a\"}) | different labels",
        "1 / 2                                                              | a number only",
        "size{instance=\"a\"} /                                             | a name was expected",
        "                                                                   | a name was expected",
      })
  void whatGivesNothingIsRefused(String query, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> labels(query == null ? "" : query))
        .withMessageContaining(reason);
  }
}
