package io.reactiveregistry.lmdb;

import io.reactiveregistry.error.NotAStoreException;
import io.reactiveregistry.error.PermissionDeniedException;
import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.error.StorageException;
import io.reactiveregistry.error.StoreFullException;
import java.nio.file.Path;
import org.lmdbjava.Env;
import org.lmdbjava.LmdbNativeException;

/** The one place that translates what LMDB and the system report into the registry's errors. */
final class LmdbErrors {

  // Numbers of errno(3) that are the same on Linux and macOS, and the two that are not.
  private static final int EPERM = 1;
  private static final int EACCES = 13;
  private static final int EFBIG = 27;
  private static final int ENOSPC = 28;
  private static final int EROFS = 30;
  private static final int EDQUOT_LINUX = 122;
  private static final int EDQUOT_MACOS = 69;

  private LmdbErrors() {}

  static RegistryException translate(Path directory, String operation, Throwable error) {
    if (error instanceof RegistryException known) {
      return known;
    }
    String path = directory.toString();
    if (error instanceof Env.FileInvalidException
        || error instanceof Env.VersionMismatchException) {
      return new NotAStoreException(path, "LMDB does not know its data.mdb as its own", error);
    }
    if (error instanceof LmdbNativeException reported) {
      switch (reported.getResultCode()) {
        case EPERM, EACCES, EROFS -> {
          return new PermissionDeniedException(path, "read and write the files in", error);
        }
        case ENOSPC, EDQUOT_LINUX, EDQUOT_MACOS, EFBIG -> {
          return new StoreFullException(path, error);
        }
        default -> {
          // falls through to the general error below
        }
      }
    }
    return new StorageException(path, operation, error);
  }
}
