package io.reactiveregistry.yaml;

import java.util.List;
import java.util.Map;

/** A node of a parsed document, with the line (from 1) on which it begins. */
sealed interface YamlNode {

  int line();

  /**
   * A text as written.
   *
   * @param plain whether it stands without quotes, so that it may mean a number, a truth value or
   *     null where any value is allowed
   */
  record Scalar(int line, String text, boolean plain) implements YamlNode {}

  /** A list. */
  record Sequence(int line, List<YamlNode> items) implements YamlNode {}

  /** A map: the entries by the text of their keys, in the author's order. */
  record Mapping(int line, Map<String, Entry> entries) implements YamlNode {}

  /** A key and its value. */
  record Entry(Scalar key, YamlNode value) {}
}
