package io.reactiveregistry.error;

import org.jspecify.annotations.Nullable;

/** The root of every error that a registry signals. */
public abstract sealed class RegistryException extends RuntimeException
    permits TemplateNotFoundException,
        ConflictException,
        LabelledVersionException,
        ChangesCompactedException,
        UnsupportedFeatureException,
        InvalidTemplateException,
        InvalidInputException,
        RenderingException,
        OverloadedException,
        RegistryClosedException,
        StoreFullException,
        MapFullException,
        CorruptTemplateException,
        NotAStoreException,
        DamagedStoreException,
        UnsupportedFormatException,
        UnsupportedFileSystemException,
        StoreInUseException,
        StorageException,
        StoreFailedException,
        UnknownOutcomeException,
        PermissionDeniedException,
        ReadOnlyRegistryException,
        TargetNotEmptyException,
        TargetExistsException {

  private static final long serialVersionUID = 1L;

  RegistryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** For rejections on the hot path, where filling a stack trace would cost more than the work. */
  RegistryException(String message, boolean withStackTrace) {
    super(message, null, false, withStackTrace);
  }

  /**
   * Whether the same call can succeed later although nobody changes anything: true for overload,
   * false for everything that needs another argument, another option or more room.
   */
  public boolean isRetryable() {
    return false;
  }

  @Override
  public final String getMessage() {
    return java.util.Objects.requireNonNull(super.getMessage());
  }
}
