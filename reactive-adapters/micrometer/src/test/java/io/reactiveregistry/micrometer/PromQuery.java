package io.reactiveregistry.micrometer;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A query of PromQL, read from left to right against what a scrape has: as much of the language as
 * the dashboard needs, and everything else is refused. What it comes to is the labels that its
 * series have.
 */
final class PromQuery {

  /** What Prometheus adds to each target. */
  private static final Set<String> TARGET_LABELS = Set.of("instance", "job");

  private static final Set<String> AGGREGATIONS = Set.of("sum", "min", "max", "avg", "count");
  private static final Set<String> OF_RANGES =
      Set.of("rate", "irate", "increase", "delta", "deriv", "max_over_time", "avg_over_time");
  private static final String QUANTILE = "histogram_quantile";
  private static final String BUCKET = "_bucket";
  private static final String LIMIT = "le";

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<name>[a-zA-Z_:][\\w:]*)|(?<number>\\d+(?:\\.\\d+)?)|(?<text>\"[^\"\\\\]*\")"
              + "|(?<range>\\[(?:\\$__rate_interval|\\d+[smhd])])|(?<sign>=~|!~|!=|==|[-+*/(){},=<>]))");

  private final String query;
  private final Map<String, Map<String, Set<String>>> scraped;
  private final Matcher tokens;
  private String token = "";
  private String kind = "";

  private PromQuery(String query, Map<String, Map<String, Set<String>>> scraped) {
    this.query = query;
    this.scraped = scraped;
    this.tokens = TOKEN.matcher(query);
  }

  /**
   * What an expression is.
   *
   * @param labels those that each of its series has; null for a number
   * @param isRange whether it has several points in time for each
   * @param isBuckets whether its series are the buckets of a histogram
   */
  private record Value(Set<String> labels, boolean isRange, boolean isBuckets) {

    static final Value NUMBER = new Value(null, false, false);

    boolean isNumber() {
      return labels == null;
    }
  }

  /**
   * The labels of the series that a query gives.
   *
   * @param scraped the values of each label of each metric
   * @throws IllegalArgumentException when it is no query, or asks for what the scrape does not have
   */
  static Set<String> labelsOf(String query, Map<String, Map<String, Set<String>>> scraped) {
    PromQuery reading = new PromQuery(query, scraped);
    reading.advance();
    Value value = reading.expression();
    reading.require(reading.kind.equals("end"), "something follows the query");
    reading.require(!value.isNumber(), "it is a number only");
    reading.require(!value.isRange(), "a range is no result");
    reading.require(!value.isBuckets(), "buckets are no result");
    return value.labels();
  }

  private Value expression() {
    Value left = operand();
    while (kind.equals("sign") && List.of("+", "-", "*", "/").contains(token)) {
      advance();
      Value right = operand();
      for (Value side : List.of(left, right)) {
        require(!side.isRange() && !side.isBuckets(), "it calculates with ranges or buckets");
      }
      require(
          left.isNumber() || right.isNumber() || left.labels().equals(right.labels()),
          "the series of both sides have different labels, so none has a counterpart");
      left = left.isNumber() ? right : left;
    }
    return left;
  }

  private Value operand() {
    if (kind.equals("number")) {
      advance();
      return Value.NUMBER;
    }
    if (takes("(")) {
      Value inner = expression();
      expect(")");
      return inner;
    }
    String name = name();
    if (AGGREGATIONS.contains(name)) {
      return aggregation();
    }
    if (OF_RANGES.contains(name)) {
      expect("(");
      Value range = expression();
      require(range.isRange(), name + " is of a range");
      expect(")");
      return new Value(range.labels(), false, range.isBuckets());
    }
    if (name.equals(QUANTILE)) {
      return quantile();
    }
    require(!token.equals("("), "nobody knows the function " + name);
    return selection(name);
  }

  private Value aggregation() {
    Set<String> kept = token.equals("by") ? grouping() : null;
    expect("(");
    Value inner = expression();
    expect(")");
    if (kept == null) {
      kept = token.equals("by") ? grouping() : Set.of();
    }
    require(!inner.isNumber() && !inner.isRange(), "it aggregates a number or a range");
    for (String label : kept) {
      require(inner.labels().contains(label), "nothing there has the label " + label);
    }
    require(!inner.isBuckets() || kept.contains(LIMIT), "buckets are added up without their le");
    return new Value(kept, false, inner.isBuckets());
  }

  private Set<String> grouping() {
    advance();
    expect("(");
    Set<String> labels = new LinkedHashSet<>();
    do {
      require(labels.add(name()), "a label is there twice");
    } while (takes(","));
    expect(")");
    return labels;
  }

  private Value quantile() {
    expect("(");
    require(
        kind.equals("number") && Double.parseDouble(token) <= 1,
        "the first argument of a quantile is a number up to 1");
    advance();
    expect(",");
    Value buckets = expression();
    expect(")");
    require(
        buckets.isBuckets() && buckets.labels().contains(LIMIT), "a quantile is of buckets by le");
    Set<String> labels = new HashSet<>(buckets.labels());
    labels.remove(LIMIT);
    return new Value(labels, false, false);
  }

  private Value selection(String metric) {
    Map<String, Set<String>> values = scraped.get(metric);
    require(values != null, "nobody has the metric " + metric);
    Set<String> matched = new HashSet<>();
    expect("{");
    do {
      matched.add(matcher(values));
    } while (takes(","));
    expect("}");
    require(matched.contains("instance"), "it is of all instances");
    boolean isRange = kind.equals("range");
    if (isRange) {
      advance();
    }
    Set<String> labels = new HashSet<>(values.keySet());
    labels.addAll(TARGET_LABELS);
    return new Value(labels, isRange, metric.endsWith(BUCKET));
  }

  private String matcher(Map<String, Set<String>> values) {
    String label = name();
    String operator = token;
    require(List.of("=", "=~").contains(operator), "it selects by " + operator);
    advance();
    require(kind.equals("text"), "a label is compared with no text");
    String wanted = token.substring(1, token.length() - 1);
    advance();
    if (!TARGET_LABELS.contains(label)) {
      require(values.containsKey(label), "it has no label " + label);
      require(
          values.get(label).stream().anyMatch(value -> matches(value, operator, wanted)),
          "no " + label + " is " + wanted);
    }
    return label;
  }

  private boolean matches(String value, String operator, String wanted) {
    try {
      return operator.equals("=") ? value.equals(wanted) : value.matches(wanted);
    } catch (PatternSyntaxException e) {
      throw refusal("this is no pattern: " + wanted);
    }
  }

  private String name() {
    require(kind.equals("name"), "a name was expected");
    String name = token;
    advance();
    return name;
  }

  private void expect(String sign) {
    require(takes(sign), "'" + sign + "' was expected");
  }

  private boolean takes(String sign) {
    if (!kind.equals("sign") || !token.equals(sign)) {
      return false;
    }
    advance();
    return true;
  }

  private void advance() {
    int from = kind.isEmpty() ? 0 : tokens.end();
    if (query.substring(from).isBlank()) {
      require(!kind.equals("end"), "it ended already");
      kind = "end";
      token = "";
      return;
    }
    tokens.region(from, query.length());
    require(tokens.lookingAt(), "nothing begins with " + query.substring(from));
    for (String each : List.of("name", "number", "text", "range", "sign")) {
      if (tokens.group(each) != null) {
        kind = each;
        token = tokens.group(each);
      }
    }
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw refusal(otherwise);
    }
  }

  private IllegalArgumentException refusal(String reason) {
    return new IllegalArgumentException("%s, at '%s' of %s".formatted(reason, token, query));
  }
}
