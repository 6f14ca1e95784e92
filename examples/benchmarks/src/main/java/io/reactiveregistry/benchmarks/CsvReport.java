package io.reactiveregistry.benchmarks;

import java.util.Locale;
import java.util.Map;

/** The results as comma-separated values, for other programs. */
final class CsvReport {

  private CsvReport() {}

  /** A line for each ratio. */
  static String ofRatios(Results results) {
    StringBuilder lines =
        new StringBuilder(
            "description,baseline,registry_per_second,baseline_per_second,"
                + "ratio_lower_quartile,ratio_median,ratio_upper_quartile,bar,held\n");
    for (Ratio ratio : results.ratios()) {
      Bar bar = ratio.bar();
      lines.append(
          line(
              ratio.description(),
              ratio.baseline(),
              ratio.perSecond(),
              ratio.baselinePerSecond(),
              ratio.spread().lowerQuartile(),
              ratio.spread().median(),
              ratio.spread().upperQuartile(),
              bar == null ? "" : bar.minimum(),
              bar == null ? "" : ratio.isHeld()));
    }
    return lines.toString();
  }

  /** A line for each turn that was counted. */
  static String ofRounds(Results results) {
    StringBuilder lines = new StringBuilder("comparison,contender,round,per_second\n");
    for (Measurements measured : results.measurements()) {
      for (Map.Entry<String, double[]> contender : measured.perSecond().entrySet()) {
        double[] rounds = contender.getValue();
        for (int round = 0; round < rounds.length; round++) {
          lines.append(line(measured.title(), contender.getKey(), round + 1, rounds[round]));
        }
      }
    }
    return lines.toString();
  }

  private static String line(Object... values) {
    StringBuilder line = new StringBuilder();
    for (Object value : values) {
      line.append(line.isEmpty() ? "" : ",").append(cell(value));
    }
    return line.append('\n').toString();
  }

  private static String cell(Object value) {
    if (value instanceof Double number) {
      return String.format(Locale.ROOT, "%.3f", number);
    }
    String text = value.toString();
    return text.contains(",") || text.contains("\"")
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }
}
