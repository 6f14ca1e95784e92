package io.reactiveregistry.examples.promptserver;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** What a client has to know that may do anything here. It tells itself to nobody. */
final class AccessToken {

  private static final String SCHEME = "Bearer ";

  private final byte[] token;

  /**
   * @param token blank when nobody has to know anything
   */
  AccessToken(String token) {
    this.token = token.strip().getBytes(StandardCharsets.UTF_8);
  }

  boolean isRequired() {
    return token.length > 0;
  }

  /**
   * Whether the header {@code Authorization} has the token. How long this takes says nothing of how
   * much of it was right.
   */
  boolean isIn(@Nullable String authorization) {
    return authorization != null
        && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && MessageDigest.isEqual(given(authorization), token);
  }

  /** Servers take each byte of a header for a character. */
  private static byte[] given(String authorization) {
    return authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.ISO_8859_1);
  }
}
