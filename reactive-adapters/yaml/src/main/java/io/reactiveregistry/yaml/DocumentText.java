package io.reactiveregistry.yaml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Turns the bytes of a document into text, before any parser sees them.
 *
 * <p>The limits come first because the parser's time grows with the square of the longest scalar.
 */
final class DocumentText {

  /** The longest line, in UTF-16 units. */
  static final int MAX_LINE_LENGTH = 64 * 1024;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private DocumentText() {}

  static String decode(byte[] bytes, int maxBytes, Source source) {
    if (bytes.length > maxBytes) {
      throw tooLarge(bytes.length, maxBytes, source);
    }
    String text = decodeStrictly(bytes, source);
    requireShortLines(text, source);
    return text.isEmpty() || text.charAt(0) != BYTE_ORDER_MARK ? text : text.substring(1);
  }

  static RuntimeException tooLarge(long size, int maxBytes, Source source) {
    return source.refuse(
        "it has %d bytes, at most %d are allowed; shorten it, or raise maxFileBytes"
            .formatted(size, maxBytes));
  }

  /** Java's own decoder in this mode refuses overlong forms and encoded surrogates too. */
  private static String decodeStrictly(byte[] bytes, Source source) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(in, out, true);
    if (result.isError()) {
      int line = 1 + (int) out.flip().chars().filter(c -> c == '\n').count();
      String problem = "the byte at offset %d".formatted(in.position());
      throw source.refuse(
          line,
          problem + " is not UTF-8; save the file in UTF-8",
          new MalformedYamlException(
              "This is not valid UTF-8: " + problem + "; encode it as UTF-8", line, 0, null));
    }
    return out.flip().toString();
  }

  private static void requireShortLines(String text, Source source) {
    int line = 1;
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        end = text.length();
      }
      if (end - start > MAX_LINE_LENGTH) {
        throw source.refuse(
            line,
            "the line has %d characters, at most %d are allowed; break it, for example in a block that begins with |"
                .formatted(end - start, MAX_LINE_LENGTH));
      }
      start = end + 1;
      line++;
    }
  }
}
