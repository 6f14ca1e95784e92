package io.reactiveregistry.lmdb;

import io.reactiveregistry.error.CorruptTemplateException;
import io.reactiveregistry.error.DamagedStoreException;
import io.reactiveregistry.error.MapFullException;
import io.reactiveregistry.error.PermissionDeniedException;
import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.error.StorageException;
import io.reactiveregistry.error.StoreFailedException;
import io.reactiveregistry.error.StoreFullException;
import io.reactiveregistry.error.UnknownOutcomeException;
import io.reactiveregistry.metrics.StorageFailure;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Remembers the last error that says something about the storage and not about a call. */
final class LastFailure {

  private final Clock clock;
  private volatile @Nullable StorageFailure value;

  LastFailure(Clock clock) {
    this.clock = clock;
  }

  /** Forgets the one before, unless this one is no more than a caller's. */
  void note(RegistryException error) {
    if (concernsTheStorage(error)) {
      value =
          new StorageFailure(
              clock.instant(),
              error.getClass().getSimpleName(),
              String.valueOf(error.getMessage()));
    }
  }

  @Nullable StorageFailure value() {
    return value;
  }

  private static boolean concernsTheStorage(RegistryException error) {
    return error instanceof StorageException
        || error instanceof StoreFullException
        || error instanceof MapFullException
        || error instanceof StoreFailedException
        || error instanceof DamagedStoreException
        || error instanceof CorruptTemplateException
        || error instanceof PermissionDeniedException
        || error instanceof UnknownOutcomeException;
  }
}
