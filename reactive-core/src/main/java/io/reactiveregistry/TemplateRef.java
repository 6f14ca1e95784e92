package io.reactiveregistry;

import io.reactiveregistry.error.InvalidTemplateException;
import org.jspecify.annotations.Nullable;

/**
 * Which body of a template is meant: the current one, a version, or the version on which a label
 * stands. At most one of version and label is given.
 *
 * @param id the template
 * @param version this version's body
 * @param label the body of the version on which this label stands
 */
public record TemplateRef(String id, @Nullable String version, @Nullable String label) {

  private static final char VERSION_SEPARATOR = ':';
  private static final char LABEL_SEPARATOR = '@';

  /**
   * Checks its parts.
   *
   * @throws InvalidTemplateException when no template can have such an id, version or label
   */
  public TemplateRef {
    if (version != null && label != null) {
      throw new InvalidTemplateException(
          "ref", "it has a version and a label; give one of them, or none");
    }
    if (version != null) {
      TemplateSpec.requireValidVersion(id, version);
    } else if (label != null) {
      LabelMove.requireValidLabel(id, label);
    } else {
      TemplateSpec.requireValidId(id);
    }
  }

  /** The current version. */
  public static TemplateRef current(String id) {
    return new TemplateRef(id, null, null);
  }

  /** One version. */
  public static TemplateRef version(String id, String version) {
    return new TemplateRef(id, version, null);
  }

  /** The version on which the label stands. */
  public static TemplateRef label(String id, String label) {
    return new TemplateRef(id, null, label);
  }

  /**
   * Reads {@code id}, {@code id:version} or {@code id@label}. The last colon or at sign decides;
   * for an id that contains one of them and stands alone, use {@link #current(String)}.
   *
   * @throws InvalidTemplateException when a part of it is not allowed
   */
  public static TemplateRef parse(String text) {
    if (text == null) {
      throw new InvalidTemplateException("ref", "it is null; give id, id:version or id@label");
    }
    int separator =
        Math.max(text.lastIndexOf(VERSION_SEPARATOR), text.lastIndexOf(LABEL_SEPARATOR));
    if (separator < 0) {
      return current(text);
    }
    String id = text.substring(0, separator);
    String rest = text.substring(separator + 1);
    return text.charAt(separator) == LABEL_SEPARATOR ? label(id, rest) : version(id, rest);
  }

  /** The form that {@link #parse} reads. */
  @Override
  public String toString() {
    if (version != null) {
      return id + VERSION_SEPARATOR + version;
    }
    return label != null ? id + LABEL_SEPARATOR + label : id;
  }
}
