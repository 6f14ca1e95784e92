package io.reactiveregistry.error;

import org.jspecify.annotations.Nullable;

/**
 * The stored bytes of this template are damaged: a wrong checksum or shape. Other templates stay
 * readable. Not retryable: save the template again, or restore it from a backup.
 */
public final class CorruptTemplateException extends RegistryException {

  private static final long serialVersionUID = 1L;

  private final String id;
  private final String reason;

  /**
   * @param id the template
   * @param reason what is wrong with its bytes
   * @param cause what the decoder reported, if anything
   */
  public CorruptTemplateException(String id, String reason, @Nullable Throwable cause) {
    super(
        "The stored record of template '%s' is damaged (%s); save it again or restore a backup"
            .formatted(id, reason),
        cause);
    this.id = id;
    this.reason = reason;
  }

  /** The template whose record is damaged. */
  public String id() {
    return id;
  }

  /** What is wrong with its bytes. */
  public String reason() {
    return reason;
  }
}
