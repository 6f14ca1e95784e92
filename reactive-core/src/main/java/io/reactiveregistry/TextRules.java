package io.reactiveregistry;

import io.reactiveregistry.error.InvalidTemplateException;

/** What text may stand where: the rules for ids, versions, names and bodies. */
final class TextRules {

  /** LMDB's greatest key; {@code id:version} is a key of the version index. */
  static final int MAX_VERSION_KEY_BYTES = 511;

  /** A char takes at most so many bytes of UTF-8, so most keys need not be measured. */
  private static final int MAX_BYTES_PER_CHAR = 3;

  /** How much of an id that is too long its error shows. */
  private static final int SHOWN_CODE_POINTS = 40;

  private TextRules() {}

  static void requireId(String id) {
    requireName(id, "id");
  }

  static void requireVersion(String version) {
    requireName(version, "version");
    if (version.indexOf(':') >= 0) {
      throw new InvalidTemplateException(
          "version",
          "'%s' contains ':', which separates id and version in the index; use another character"
              .formatted(printable(version)));
    }
  }

  /** Ids are keys of their own, so they are limited even where no version is given. */
  static void requireKeyLength(String id) {
    if (id.length() > MAX_VERSION_KEY_BYTES / MAX_BYTES_PER_CHAR) {
      requireAtMost(utf8Length(id), "id", id);
    }
  }

  static void requireVersionKeyLength(String id, String version) {
    if (id.length() + 1 + version.length() > MAX_VERSION_KEY_BYTES / MAX_BYTES_PER_CHAR) {
      requireAtMost(utf8Length(id) + 1 + utf8Length(version), "id:version", id);
    }
  }

  private static void requireAtMost(int actual, String what, String id) {
    if (actual > MAX_VERSION_KEY_BYTES) {
      throw new InvalidTemplateException(
          "id",
          "%s takes %d bytes of UTF-8, at most %d are allowed; shorten the id '%s...'"
              .formatted(what, actual, MAX_VERSION_KEY_BYTES, beginning(id)));
    }
  }

  static void requireName(String text, String path) {
    if (text == null) {
      throw new InvalidTemplateException(path, "it is null; give it a name");
    }
    if (isPlain(text)) {
      return; // almost every name there is, and every read checks one
    }
    if (text.isBlank()) {
      throw new InvalidTemplateException(path, "it is empty or blank; give it a name");
    }
    requireWellFormed(text, path);
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        throw new InvalidTemplateException(
            path,
            "'%s' has the control character U+%04X at index %d; remove it"
                .formatted(printable(text), (int) text.charAt(i), i));
      }
    }
  }

  /** Whether there are only visible ASCII characters. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit <= ' ' || unit > '~') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** UTF-8 has no form for an unpaired surrogate, so such text could not be stored unchanged. */
  static void requireWellFormed(String text, String path) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (i + 1 < text.length()
            && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
          i++;
        } else {
          throw new InvalidTemplateException(
              path,
              "it has the unpaired surrogate U+%04X at index %d, which UTF-8 cannot express; remove it"
                  .formatted((int) text.charAt(i), i));
        }
      }
    }
  }

  /** The number of bytes of well-formed text in UTF-8, without encoding it. */
  static int utf8Length(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit < 0x80) {
        bytes += 1;
      } else if (unit < 0x800 || Character.isSurrogate(unit)) {
        bytes += 2; // a pair of surrogates takes four bytes, two for each
      } else {
        bytes += 3;
      }
    }
    return bytes;
  }

  private static String beginning(String text) {
    int end = Math.min(SHOWN_CODE_POINTS, text.codePointCount(0, text.length()));
    return printable(text.substring(0, text.offsetByCodePoints(0, end)));
  }

  private static String printable(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (Character.isISOControl(point) || (point >= 0xD800 && point <= 0xDFFF)) {
                shown.append("\\u%04x".formatted(point));
              } else {
                shown.appendCodePoint(point);
              }
            });
    return shown.toString();
  }
}
