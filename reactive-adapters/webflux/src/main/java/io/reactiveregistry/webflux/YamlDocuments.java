package io.reactiveregistry.webflux;

import io.reactiveregistry.json.Line;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Each document is an entry. A line that begins with {@code ---} begins one and {@code ...} ends
 * one, wherever they stand: YAML allows neither within a text. Documents without content are none;
 * directives, as {@code %YAML 1.1}, belong to the one that begins behind them.
 */
final class YamlDocuments implements EntryReader {

  private static final byte[] BEGIN = "---".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = "...".getBytes(StandardCharsets.US_ASCII);
  private static final byte COMMENT = '#';
  private static final byte DIRECTIVE = '%';

  private final int maxBytes;
  private final ByteArrayOutputStream document = new ByteArrayOutputStream();
  private boolean hasContent;
  private boolean hasDirectives;
  private boolean hasBegun;
  private boolean tooLong;
  private long firstLine;

  /**
   * @param maxBytes how long a document may be
   */
  YamlDocuments(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  @Override
  public Optional<ImportEntry> add(Line line) {
    if (isMarker(line.bytes(), END)) {
      return end();
    }
    if (!isMarker(line.bytes(), BEGIN)) {
      boolean directive = !hasBegun && !hasContent && isBegunBy(line, DIRECTIVE);
      hasDirectives |= directive;
      append(line, !directive && !line.isBlank() && !isBegunBy(line, COMMENT));
      return Optional.empty();
    }
    boolean isOfDirectives = hasDirectives && !hasBegun && !hasContent;
    Optional<ImportEntry> before = isOfDirectives ? Optional.empty() : end();
    hasBegun = true;
    append(line, line.bytes().length > BEGIN.length);
    return before;
  }

  private static boolean isBegunBy(Line line, byte sign) {
    return line.bytes().length > 0 && line.bytes()[0] == sign;
  }

  /** Whether a line is this marker: alone, or followed by a blank. */
  private static boolean isMarker(byte[] line, byte[] marker) {
    int length = marker.length;
    return line.length >= length
        && Arrays.equals(line, 0, length, marker, 0, length)
        && (line.length == length || line[length] == ' ' || line[length] == '\t');
  }

  private void append(Line line, boolean content) {
    if (document.size() == 0 && !tooLong) {
      firstLine = line.number();
    }
    hasContent |= content;
    if (tooLong || line.tooLong() || document.size() + line.bytes().length + 1 > maxBytes) {
      tooLong = true;
      document.reset();
    } else {
      document.writeBytes(line.bytes());
      document.write('\n');
    }
  }

  @Override
  public Optional<ImportEntry> end() {
    Optional<ImportEntry> ended =
        hasContent || hasDirectives || tooLong
            ? Optional.of(new ImportEntry(firstLine, document.toByteArray(), tooLong))
            : Optional.empty();
    document.reset();
    hasContent = false;
    hasDirectives = false;
    hasBegun = false;
    tooLong = false;
    return ended;
  }
}
