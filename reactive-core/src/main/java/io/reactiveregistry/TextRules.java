package io.reactiveregistry;

import io.reactiveregistry.error.Excerpt;
import io.reactiveregistry.error.InvalidTemplateException;

/** What text may stand where: the rules for ids, versions, names and bodies. */
final class TextRules {

  /** LMDB's greatest key; {@code id:version} is a key of the version index. */
  static final int MAX_VERSION_KEY_BYTES = 511;

  /** A char takes at most so many bytes of UTF-8, so most keys need not be measured. */
  private static final int MAX_BYTES_PER_CHAR = 3;

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
              .formatted(Excerpt.of(version)));
    }
  }

  static void requireLabel(String label) {
    requireName(label, "label");
    if (label.indexOf(':') >= 0 || label.indexOf('@') >= 0) {
      throw new InvalidTemplateException(
          "label",
          "'%s' contains ':' or '@', which separate an id from what follows; use another character"
              .formatted(Excerpt.of(label)));
    }
  }

  /** Ids are keys of their own, so they are limited even where no version is given. */
  static void requireKeyLength(String id) {
    if (id.length() > MAX_VERSION_KEY_BYTES / MAX_BYTES_PER_CHAR) {
      requireAtMost(utf8Length(id), "id", "id", id);
    }
  }

  static void requireVersionKeyLength(String id, String version) {
    if (id.length() + 1 + version.length() > MAX_VERSION_KEY_BYTES / MAX_BYTES_PER_CHAR) {
      requireTogetherAtMost(id, "version", version);
    }
  }

  static void requireLabelKeyLength(String id, String label) {
    if (id.length() + 1 + label.length() > MAX_VERSION_KEY_BYTES / MAX_BYTES_PER_CHAR) {
      requireTogetherAtMost(id, "label", label);
    }
  }

  /** Where it is too much, the longer of the two is named, since shortening it helps most. */
  private static void requireTogetherAtMost(String id, String otherPath, String other) {
    int idLength = utf8Length(id);
    int otherLength = utf8Length(other);
    String what = "id:" + otherPath;
    if (idLength >= otherLength) {
      requireAtMost(idLength + 1 + otherLength, what, "id", id);
    } else {
      requireAtMost(idLength + 1 + otherLength, what, otherPath, other);
    }
  }

  private static void requireAtMost(int actual, String what, String path, String text) {
    if (actual > MAX_VERSION_KEY_BYTES) {
      throw new InvalidTemplateException(
          path,
          "%s takes %d bytes of UTF-8, at most %d are allowed; shorten the %s '%s'"
              .formatted(what, actual, MAX_VERSION_KEY_BYTES, path, Excerpt.of(text)));
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
                .formatted(Excerpt.of(text), (int) text.charAt(i), i));
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
    int index = indexOfUnpairedSurrogate(text);
    if (index >= 0) {
      throw new InvalidTemplateException(
          path,
          "it has the unpaired surrogate U+%04X at index %d, which UTF-8 cannot express; remove it"
              .formatted((int) text.charAt(index), index));
    }
  }

  /** As above, for a path that is put into words only when it is needed. */
  static void requireWellFormed(String text, ValuePath path) {
    if (indexOfUnpairedSurrogate(text) >= 0) {
      requireWellFormed(text, path.toString());
    }
  }

  private static int indexOfUnpairedSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (i + 1 < text.length()
            && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
          i++;
        } else {
          return i;
        }
      }
    }
    return -1;
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
}
