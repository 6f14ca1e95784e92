package io.reactiveregistry.examples.promptserver;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;

/** A file of the page, as it is sent. */
final class PageFile {

  private final MediaType type;
  private final String entityTag;
  private final byte[] content;

  private PageFile(MediaType type, String entityTag, byte[] content) {
    this.type = type;
    this.entityTag = entityTag;
    this.content = content;
  }

  /**
   * @param name its end says what it is
   */
  static PageFile of(String name, byte[] content) {
    MediaType type = MediaTypeFactory.getMediaType(name).orElse(MediaType.APPLICATION_OCTET_STREAM);
    return new PageFile(
        type.getType().equals("text") ? new MediaType(type, StandardCharsets.UTF_8) : type,
        '"' + HexFormat.of().formatHex(sha256(content)) + '"',
        content);
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  MediaType type() {
    return type;
  }

  /** Changes when the content does. */
  String entityTag() {
    return entityTag;
  }

  /** The array itself, which nobody changes. */
  byte[] content() {
    return content;
  }
}
