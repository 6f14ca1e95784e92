package io.reactiveregistry.jinja;

/**
 * Texts as the library's scanner reads them in the way that Jinja2 does. It takes the first two
 * closing braces for the end of an expression, even those of a map within a map; it gets a blank
 * between them. It overlooks the end of a raw block that has a minus sign, and trims too much
 * around comments; what these would trim is trimmed here. A plus sign at a tag, which keeps blanks
 * that are kept anyway, is dropped. No line is lost, so that line numbers hold.
 */
final class TemplateText {

  private final String template;
  private final StringBuilder prepared;
  private int at;

  private TemplateText(String template) {
    this.template = template;
    this.prepared = new StringBuilder(template.length() + 16);
  }

  /** The same template for the library; takes time in proportion to its length. */
  static String prepare(String template) {
    return new TemplateText(template).prepare();
  }

  private String prepare() {
    while (at < template.length()) {
      int open = template.indexOf('{', at);
      if (open < 0 || open == template.length() - 1) {
        break;
      }
      copyTo(open);
      switch (template.charAt(open + 1)) {
        case '{' -> copyExpression();
        case '%' -> copyTag();
        case '#' -> copyComment();
        default -> copyTo(open + 1);
      }
    }
    copyTo(template.length());
    return prepared.toString();
  }

  private void copyTo(int end) {
    prepared.append(template, at, end);
    at = end;
  }

  /** Leaves nothing of a comment but the line breaks that go with it. */
  private void copyComment() {
    int end = template.indexOf("#}", at + 2);
    if (end < 0) {
      copyTo(template.length());
      return;
    }
    int from = template.startsWith("{#-", at) ? trimEnd() : prepared.length();
    String dropped = prepared.substring(from);
    prepared.setLength(from);
    boolean isTrimmedAfter = template.charAt(end - 1) == '-' && end - 1 > at + 1;
    int next = end + 2;
    while (isTrimmedAfter
        && next < template.length()
        && Character.isWhitespace(template.charAt(next))) {
      next++;
    }
    prepared.append("{#");
    appendLineBreaks(dropped);
    appendLineBreaks(template.substring(at, next));
    prepared.append("#}");
    at = next;
  }

  /** Where the white space begins that what is prepared ends with. */
  private int trimEnd() {
    int end = prepared.length();
    while (end > 0 && Character.isWhitespace(prepared.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  private void appendLineBreaks(String text) {
    text.chars().filter(character -> character == '\n').forEach(lineBreak -> prepared.append('\n'));
  }

  private void copyExpression() {
    copyTo(at + 2);
    int depth = 0;
    while (at < template.length()) {
      char character = template.charAt(at);
      if (character == '"' || character == '\'') {
        copyString(character);
        continue;
      }
      boolean beforeBrace = template.startsWith("}}", at);
      if (beforeBrace && depth == 0) {
        copyTo(at + 2);
        return;
      }
      depth += character == '{' ? 1 : 0;
      depth -= character == '}' && depth > 0 ? 1 : 0;
      copyTo(at + 1);
      if (beforeBrace) {
        prepared.append(' ');
      }
    }
  }

  private void copyString(char quote) {
    int end = at + 1;
    while (end < template.length() && template.charAt(end) != quote) {
      end += template.charAt(end) == '\\' ? 2 : 1;
    }
    copyTo(Math.min(end + 1, template.length()));
  }

  private void copyTag() {
    boolean isRaw = isTag(at, "raw");
    copyTo(at + 2);
    at += template.startsWith("+", at) ? 1 : 0;
    while (at < template.length() && !template.startsWith("%}", at)) {
      char character = template.charAt(at);
      if (character == '"' || character == '\'') {
        copyString(character);
      } else {
        copyTo(at + 1);
      }
    }
    int last = prepared.length() - 1;
    if (prepared.charAt(last) == '+') {
      prepared.setLength(last);
    }
    if (isRaw) {
      copyRaw();
    }
  }

  private void copyRaw() {
    int end = at;
    do {
      end = template.indexOf("{%", end + 1);
    } while (end >= 0 && !isTag(end, "endraw"));
    if (end < 0) {
      copyTo(template.length());
      return;
    }
    int textEnd = end;
    boolean isTrimmed = template.startsWith("{%-", end);
    while (isTrimmed && textEnd > at && Character.isWhitespace(template.charAt(textEnd - 1))) {
      textEnd--;
    }
    copyTo(textEnd);
    prepared.append("{%");
    appendLineBreaks(template.substring(textEnd, end));
    at = end + (isTrimmed ? 3 : 2);
  }

  /** Whether a tag of this name begins there, with or without a sign and blanks before the name. */
  private boolean isTag(int begin, String name) {
    int from = begin + 2;
    if (from < template.length() && "-+".indexOf(template.charAt(from)) >= 0) {
      from++;
    }
    while (from < template.length() && Character.isWhitespace(template.charAt(from))) {
      from++;
    }
    int end = from + name.length();
    return template.startsWith(name, from)
        && (end == template.length() || !Character.isJavaIdentifierPart(template.charAt(end)));
  }
}
