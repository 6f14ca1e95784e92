package io.reactiveregistry.webflux;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.springframework.web.server.ServerWebInputException;

/** Decodes UTF-8 and refuses everything else, so that two inputs never become one text. */
final class StrictUtf8 {

  private StrictUtf8() {}

  static String decode(byte[] bytes, String what) {
    try {
      // A new decoder reports what is malformed; String's constructor would replace it.
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new ServerWebInputException(what + " is not valid UTF-8; encode it as UTF-8", null, e);
    }
  }
}
