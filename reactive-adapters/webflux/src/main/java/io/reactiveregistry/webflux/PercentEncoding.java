package io.reactiveregistry.webflux;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.springframework.web.server.ServerWebInputException;

/** Percent-encoded text, decoded strictly: what is not UTF-8 is refused, not replaced. */
final class PercentEncoding {

  private PercentEncoding() {}

  static String decode(String encoded) {
    requireAscii(encoded);
    if (encoded.indexOf('%') < 0) {
      return encoded;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
    int position = 0;
    while (position < encoded.length()) {
      if (encoded.charAt(position) == '%') {
        bytes.write(octet(encoded, position));
        position += 3;
      } else {
        int next = encoded.indexOf('%', position);
        int end = next < 0 ? encoded.length() : next;
        bytes.writeBytes(encoded.substring(position, end).getBytes(StandardCharsets.UTF_8));
        position = end;
      }
    }
    return StrictUtf8.decode(bytes.toByteArray(), "The URL");
  }

  /**
   * The path of a request as a reference, in which there is nothing but ASCII. Characters up to
   * U+00FF are the bytes that were sent, as servers hand on the line of a request.
   */
  static URI reference(String path) {
    if (path.chars().allMatch(character -> character < 0x80)) {
      return URI.create(path);
    }
    boolean ofBytes = path.chars().allMatch(character -> character <= 0xff);
    StringBuilder encoded = new StringBuilder(path.length() * 2);
    for (byte each :
        path.getBytes(ofBytes ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8)) {
      encoded.append(each < 0 ? "%%%02X".formatted(each & 0xff) : String.valueOf((char) each));
    }
    return URI.create(encoded.toString());
  }

  /** Bytes that are sent as they are arrive as other characters than those that were meant. */
  private static void requireAscii(String encoded) {
    if (!encoded.chars().allMatch(character -> character > ' ' && character < 0x7f)) {
      throw new ServerWebInputException(
          "The URL has a character that is not ASCII; write it as the percent-encoded bytes of UTF-8");
    }
  }

  private static int octet(String encoded, int position) {
    int high = digit(encoded, position + 1);
    int low = digit(encoded, position + 2);
    if (high < 0 || low < 0) {
      throw new ServerWebInputException(
          "The URL has a '%' that two hexadecimal digits do not follow; write '%' itself as %25");
    }
    return high * 16 + low;
  }

  private static int digit(String encoded, int position) {
    return position < encoded.length() ? Character.digit(encoded.charAt(position), 16) : -1;
  }
}
