package io.reactiveregistry.lmdb;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Keys that may be anything, as text. */
final class KeyText {

  private KeyText() {}

  /** The text that the bytes are in UTF-8; null when they are none. */
  static @Nullable String strict(byte[] key) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** Something to show: the text if it is one that can be seen, else the bytes. */
  static String show(byte[] key) {
    String text = strict(key);
    return text == null || text.isBlank() || text.chars().anyMatch(Character::isISOControl)
        ? "0x" + HexFormat.of().formatHex(key)
        : text;
  }

  /** Where the version begins in {@code id:version}, or -1 when there is no id or no version. */
  static int versionStart(byte[] key) {
    for (int i = key.length - 2; i > 0; i--) {
      if (key[i] == ':') {
        return i + 1;
      }
    }
    return -1;
  }

  /** The bytes with a colon behind them, which the keys of all versions of the id begin with. */
  static byte[] withSeparator(byte[] id) {
    byte[] prefix = Arrays.copyOf(id, id.length + 1);
    prefix[id.length] = ':';
    return prefix;
  }
}
