package io.reactiveregistry.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A document of this project, or a part of one, in Markdown.
 *
 * @param text all of it
 */
public record Document(String text) {

  /**
   * Reads one.
   *
   * @param file from the folder of the module that is tested
   */
  public static Document read(String file) throws IOException {
    return new Document(Files.readString(Path.of(file)));
  }

  /**
   * What follows from a heading on, up to the next one.
   *
   * @param heading how the heading begins, such as {@code ## Options}
   */
  public Document section(String heading) {
    int start = text.indexOf(heading);
    if (start < 0) {
      throw new AssertionError("There is no heading '%s'".formatted(heading));
    }
    int end = text.indexOf("\n## ", start + 1);
    return new Document(end < 0 ? text.substring(start) : text.substring(start, end));
  }

  /** What comes before the first section. */
  public Document introduction() {
    return new Document(text.substring(0, text.indexOf("\n## ")));
  }

  /** The blocks of code in this language, in their order. */
  public List<String> code(String language) {
    return all(Pattern.compile("(?s)```" + language + "\n(.*?)```"));
  }

  /** The names in the first columns of tables, which stand there as code. */
  public List<String> names() {
    return all(Pattern.compile("(?m)^\\| `([^`]+)` \\|"));
  }

  /** The first group of each place that matches. */
  public List<String> all(Pattern pattern) {
    return pattern.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
  }
}
