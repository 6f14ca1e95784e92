package io.reactiveregistry.yaml;

import java.util.List;
import java.util.Objects;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Says why a text cannot be read on, and what to do. The parser's own texts speak of its tokens and
 * events, which nobody has written.
 */
final class SyntaxProblem {

  private static final String OTHER =
      "it cannot be read on from here; look for a missing quote, bracket or space";

  /** Which texts of the parser mean what: the first that has one of these beginnings counts. */
  private static final List<Meaning> MEANINGS =
      List.of(
          new Meaning(
              "found incompatible YAML document",
              "only YAML 1.1 and 1.2 are read; correct the directive"),
          new Meaning("expected '<document start>'", "a line of --- has to stand before this"),
          new Meaning("while scanning a directive", "the directive is malformed; remove the line"),
          new Meaning(
              "while scanning a YAML directive", "the directive is malformed; remove the line"),
          new Meaning(
              "found duplicate YAML directive", "the directive is malformed; remove the line"),
          new Meaning("duplicate tag handle", "the directive is malformed; remove the line"),
          new Meaning(
              "while scanning an a",
              "'&' and '*' begin anchors and aliases, which are not supported; quote the text"),
          new Meaning(
              "while scanning a tag", "'!' begins a tag, which is not supported; quote the text"),
          new Meaning(
              "found undefined tag handle",
              "'!' begins a tag, which is not supported; quote the text"),
          new Meaning(
              "while scanning a block scalar",
              "behind '|' or '>' only '+', '-' and a digit from 1 to 9 may stand; begin the text on the next line"),
          new Meaning("while scanning a quoted scalar", "the quotes are not closed; close them"),
          new Meaning(
              "while scanning a double-quoted scalar",
              "the escape is unknown or incomplete; use single quotes, or write a backslash as '\\\\'"),
          new Meaning(
              "mapping values are not allowed",
              "a colon cannot stand here; quote the text, or correct the indentation"),
          new Meaning(
              "sequence entries are not allowed",
              "'-' cannot stand here; begin the list on a line of its own"),
          new Meaning(
              "mapping keys are not allowed",
              "'?' cannot stand here; begin the key on a line of its own"),
          new Meaning(
              "while scanning a simple key",
              "a colon has to follow the key; add it, or correct the indentation"),
          new Meaning(
              "expected <block end>",
              "this does not fit in with what stands above; correct the indentation, or quote the text"),
          new Meaning(
              "expected ',' or ']'",
              "a comma or ']' is expected; close the list, or quote the text"),
          new Meaning(
              "expected ',' or '}'",
              "a comma or '}' is expected; close the map, or quote the text"),
          new Meaning(
              "expected the node content",
              "a value is expected here; close what is open, or quote the text"));

  private record Meaning(String beginning, String text) {}

  private SyntaxProblem() {}

  static String of(MarkedYAMLException error) {
    String problem = Objects.requireNonNullElse(error.getProblem(), "");
    String context = Objects.requireNonNullElse(error.getContext(), "");
    if (problem.startsWith("found character")) {
      return cannotBegin(error.getProblemMark());
    }
    return MEANINGS.stream()
        .filter(
            meaning ->
                problem.startsWith(meaning.beginning()) || context.startsWith(meaning.beginning()))
        .findFirst()
        .map(Meaning::text)
        .orElse(OTHER);
  }

  private static String cannotBegin(Mark place) {
    int[] codePoints = place.getBuffer();
    int found = place.getPointer() < codePoints.length ? codePoints[place.getPointer()] : 0;
    return found == '\t'
        ? "a tab cannot stand here; use spaces"
        : "'%s' cannot begin a text; quote it".formatted(Character.toString(found));
  }
}
