package io.reactiveregistry.benchmarks;

import java.util.List;
import java.util.Locale;

/**
 * The ratios as a bar chart in SVG, with greys and hues that can be read on light and on dark
 * pages.
 *
 * <p>The axis is logarithmic, so that twice as fast and half as fast are equally long.
 */
final class RatioChart {

  private static final int WIDTH = 960;
  private static final int TEXT_WIDTH = 470;
  private static final int RIGHT_MARGIN = 70;
  private static final int TOP = 64;
  private static final int ROW_HEIGHT = 30;
  private static final int BAR_HEIGHT = 14;
  private static final String GREY = "#808080";
  private static final String HELD = "#3d8fd1";
  private static final String NOT_PROMISED = "#8fb3cc";
  private static final String MISSED = "#d9534f";
  private static final String PROMISED = "#e0952f";

  private final List<Ratio> ratios;
  private final double lowestPower;
  private final double highestPower;
  private final StringBuilder svg = new StringBuilder();

  private RatioChart(List<Ratio> ratios) {
    this.ratios = ratios;
    lowestPower =
        Math.floor(
            Math.min(
                -1,
                ratios.stream()
                    .mapToDouble(r -> log2(r.spread().lowerQuartile()))
                    .min()
                    .orElse(0)));
    highestPower =
        Math.ceil(
            Math.max(
                1,
                ratios.stream()
                    .mapToDouble(r -> log2(Math.max(r.spread().upperQuartile(), minimum(r))))
                    .max()
                    .orElse(0)));
  }

  static String of(List<Ratio> ratios) {
    return new RatioChart(ratios).draw();
  }

  private String draw() {
    int height = TOP + ratios.size() * ROW_HEIGHT + 20;
    append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
            + " font-size=\"13\" fill=\"%s\" role=\"img\">",
        WIDTH, height, GREY);
    append("<title>Throughput of the registry over that of hand-written code</title>");
    append(
        "<text x=\"10\" y=\"22\" font-size=\"16\" font-weight=\"bold\">Throughput of the registry"
            + " over that of hand-written code</text>");
    append(
        "<text x=\"10\" y=\"44\">median of the rounds; thin line: middle half;"
            + " <tspan fill=\"%s\">mark: what is promised</tspan></text>",
        PROMISED);
    drawAxis(height);
    for (int row = 0; row < ratios.size(); row++) {
      drawRow(ratios.get(row), TOP + row * ROW_HEIGHT);
    }
    append("</svg>");
    return svg.toString();
  }

  private void drawAxis(int height) {
    for (double power = lowestPower; power <= highestPower; power++) {
      double x = x(Math.pow(2, power));
      append(
          "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"%s\" stroke-opacity=\"%s\"/>",
          x, TOP - 4, x, height - 18, GREY, power == 0 ? "1" : "0.3");
      append(
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" font-size=\"11\">%s</text>",
          x, height - 5, power < 0 ? "1/" + (1 << (int) -power) : (1 << (int) power) + "x");
    }
  }

  private void drawRow(Ratio ratio, int top) {
    double start = x(1);
    double end = x(ratio.spread().median());
    double middle = top + ROW_HEIGHT / 2.0;
    append(
        "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s <tspan font-size=\"11\">/ %s</tspan></text>",
        TEXT_WIDTH - 10, middle + 4, escape(ratio.description()), escape(ratio.baseline()));
    append(
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
        Math.min(start, end),
        middle - BAR_HEIGHT / 2.0,
        Math.abs(end - start),
        BAR_HEIGHT,
        ratio.bar() == null ? NOT_PROMISED : ratio.isHeld() ? HELD : MISSED);
    append(
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"2\"/>",
        x(ratio.spread().lowerQuartile()), middle, x(ratio.spread().upperQuartile()), middle, GREY);
    double farthest = Math.max(Math.max(start, end), x(ratio.spread().upperQuartile()));
    if (ratio.bar() != null) {
      double promised = x(minimum(ratio));
      farthest = Math.max(farthest, promised);
      append(
          "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"3\"/>",
          promised, middle - 11, promised, middle + 11, PROMISED);
    }
    append(
        "<text x=\"%.1f\" y=\"%.1f\" font-weight=\"bold\">%.2fx</text>",
        farthest + 6, middle + 4, ratio.spread().median());
  }

  private static double minimum(Ratio ratio) {
    Bar bar = ratio.bar();
    return bar == null ? 1 : bar.minimum();
  }

  private double x(double ratio) {
    double share = (log2(ratio) - lowestPower) / (highestPower - lowestPower);
    return TEXT_WIDTH + share * (WIDTH - TEXT_WIDTH - RIGHT_MARGIN);
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private void append(String pattern, Object... values) {
    svg.append(values.length == 0 ? pattern : String.format(Locale.ROOT, pattern, values))
        .append('\n');
  }
}
