package io.reactiveregistry.error;

import org.jspecify.annotations.Nullable;

/**
 * No template has this id, or the template has no such version. Not retryable.
 *
 * <p>A version that another program overwrote without keeping it is reported like this too: it is
 * never answered with another version's body.
 */
public final class TemplateNotFoundException extends RegistryException {

  private static final long serialVersionUID = 1L;

  private final String id;
  private final @Nullable String version;

  public TemplateNotFoundException(String id) {
    super(
        "No template has the id '%s'; listIds() names those that exist".formatted(id),
        /* withStackTrace= */ false);
    this.id = id;
    this.version = null;
  }

  public TemplateNotFoundException(String id, String version) {
    super(
        "Template '%s' has no version '%s'; listVersions(\"%s\") names those that exist"
            .formatted(id, version, id),
        /* withStackTrace= */ false);
    this.id = id;
    this.version = version;
  }

  /** The id that was asked for. */
  public String id() {
    return id;
  }

  /** The version that was asked for, or null when any version would have done. */
  public @Nullable String version() {
    return version;
  }
}
