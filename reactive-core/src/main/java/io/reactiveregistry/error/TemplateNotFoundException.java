package io.reactiveregistry.error;

import org.jspecify.annotations.Nullable;

/**
 * No template has this id, or the template has no such version or label. Not retryable.
 *
 * <p>A version that another program overwrote without keeping it is reported like this too: it is
 * never answered with another version's body.
 */
public final class TemplateNotFoundException extends RegistryException {

  private static final long serialVersionUID = 1L;

  private final String id;
  private final @Nullable String version;
  private final @Nullable String label;

  public TemplateNotFoundException(String id) {
    super(
        "No template has the id '%s'; listIds() names those that exist".formatted(id),
        /* withStackTrace= */ false);
    this.id = id;
    this.version = null;
    this.label = null;
  }

  public TemplateNotFoundException(String id, String version) {
    super(
        "Template '%s' has no version '%s'; listVersions(\"%s\") names those that exist"
            .formatted(id, version, id),
        /* withStackTrace= */ false);
    this.id = id;
    this.version = version;
    this.label = null;
  }

  private TemplateNotFoundException(String message, String id, String label) {
    super(message, /* withStackTrace= */ false);
    this.id = id;
    this.version = null;
    this.label = label;
  }

  /** The template has no such label, or does not exist. */
  public static TemplateNotFoundException ofLabel(String id, String label) {
    return new TemplateNotFoundException(
        "Template '%s' has no label '%s'; labels(\"%s\") names those that exist"
            .formatted(id, label, id),
        id,
        label);
  }

  /** The id that was asked for. */
  public String id() {
    return id;
  }

  /** The version that was asked for, or null when any version would have done. */
  public @Nullable String version() {
    return version;
  }

  /** The label that was asked for, or null when none was. */
  public @Nullable String label() {
    return label;
  }
}
