package io.reactiveregistry.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The results as Markdown that is also a readable text. */
final class MarkdownReport {

  private static final List<String> HEADINGS =
      List.of(
          "the registry's",
          "compared with",
          "registry/s",
          "baseline/s",
          "ratio",
          "middle half",
          "bar",
          "");

  private MarkdownReport() {}

  static String of(Results results) {
    StringBuilder report = new StringBuilder("# Benchmark\n\n");
    report.append(
        "Java %s on %d cores, %s %s. Throughput only compares within this run.\n\n"
            .formatted(
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch")));
    if (!results.ratios().isEmpty()) {
      List<List<String>> rows = new ArrayList<>();
      results.ratios().forEach(ratio -> rows.add(row(ratio)));
      appendTable(report, rows);
    }
    for (String sentence : results.notMeasured()) {
      report.append(sentence).append("\n\n");
    }
    ConnectedClients.Outcome clients = results.connectedClients();
    if (clients != null) {
      report.append(sentences(clients)).append('\n');
    }
    SmallHeapImport.Outcome outcome = results.smallHeapImport();
    if (outcome != null) {
      report.append(sentence(outcome));
    }
    return report.toString();
  }

  private static List<String> row(Ratio ratio) {
    Bar bar = ratio.bar();
    return List.of(
        ratio.description(),
        ratio.baseline(),
        format("%,.0f", ratio.perSecond()),
        format("%,.0f", ratio.baselinePerSecond()),
        format("%.2fx", ratio.spread().median()),
        format("%.2f..%.2f", ratio.spread().lowerQuartile(), ratio.spread().upperQuartile()),
        bar == null ? "" : format(">= %.2fx", bar.minimum()),
        bar == null ? "" : ratio.isHeld() ? "held" : "MISSED");
  }

  private static void appendTable(StringBuilder report, List<List<String>> rows) {
    int[] widths = new int[HEADINGS.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = Math.max(3, HEADINGS.get(column).length());
      for (List<String> row : rows) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    appendRow(report, HEADINGS, widths);
    for (int width : widths) {
      report.append("|").append("-".repeat(width + 2));
    }
    report.append("|\n");
    rows.forEach(row -> appendRow(report, row, widths));
    report.append('\n');
  }

  private static void appendRow(StringBuilder report, List<String> cells, int[] widths) {
    for (int column = 0; column < widths.length; column++) {
      String cell = cells.get(column);
      report.append("| ").append(cell).append(" ".repeat(widths[column] - cell.length() + 1));
    }
    report.append("|\n");
  }

  private static String sentence(SmallHeapImport.Outcome outcome) {
    String task =
        format("%,d templates in a heap of %d MB: ", outcome.templates(), outcome.heapMegabytes());
    if (!outcome.isHeld()) {
      return task + "FAILED, " + outcome.failure() + ".\n";
    }
    return task
        + format(
            "held; imported in %.1f s, listed in %.1f s, %,.0f random loads/s, "
                + "at most %.0f MB of heap in use.\n",
            outcome.importSeconds(),
            outcome.listSeconds(),
            outcome.loadsPerSecond(),
            outcome.peakHeapMegabytes());
  }

  private static String sentences(ConnectedClients.Outcome outcome) {
    String task =
        format(
            "%,d clients of a server with a heap of %d MB: ",
            outcome.clients(), outcome.heapMegabytes());
    ConnectedClients.Taken taken = outcome.taken();
    if (taken == null) {
      return task + "FAILED, " + outcome.failure() + ".\n";
    }
    ServerMemory idle = taken.idle();
    return task
        + (outcome.isHeld() ? "held. " : "MISSED. ")
        + format(
            "Beyond the %s without clients it took %s while all had stopped reading an export, "
                + "%s while all followed the changes and had read none of %,d, "
                + "%s when it was none of %,d, and %s when they had left. ",
            idle.asMegabytes(),
            taken.exporting().minus(idle).asMegabytes(),
            taken.following().minus(idle).asMegabytes(),
            outcome.changes(),
            taken.followingAll().minus(idle).asMegabytes(),
            2 * outcome.changes(),
            taken.afterwards().minus(idle).asMegabytes())
        + format(
            "For the second half of the changes it took %s more; at most %s is held.\n",
            taken.growth().asMegabytes(), outcome.mostGrowth().asMegabytes());
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
