package io.reactiveregistry.error;

import org.jspecify.annotations.Nullable;

/**
 * A template, an id or a batch breaks a rule of the contract. Raised before anything is written.
 * Not retryable: the value must change.
 */
public final class InvalidTemplateException extends RegistryException {

  private static final long serialVersionUID = 1L;

  private final String path;
  private final String reason;

  /**
   * @param path where the offending value stands, for example {@code inputs.tone.default} or {@code
   *     metadata.tags[2]}
   * @param reason what is wrong with it, what is allowed, and what to do
   */
  public InvalidTemplateException(String path, String reason) {
    this(path, reason, null);
  }

  public InvalidTemplateException(String path, String reason, @Nullable Throwable cause) {
    super("Invalid %s: %s".formatted(path, reason), cause);
    this.path = path;
    this.reason = reason;
  }

  /** Where the offending value stands. */
  public String path() {
    return path;
  }

  /** What is wrong, without the path. */
  public String reason() {
    return reason;
  }

  /** The same error seen from a container, for example {@code specs[3]} of a batch. */
  public InvalidTemplateException within(String container) {
    return new InvalidTemplateException(container + "." + path, reason, this);
  }
}
