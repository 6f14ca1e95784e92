package io.reactiveregistry.lmdb;

import io.reactiveregistry.datafile.DamagedFileException;
import io.reactiveregistry.datafile.ForeignFileException;
import io.reactiveregistry.error.DamagedStoreException;
import io.reactiveregistry.error.NotAStoreException;
import io.reactiveregistry.error.PermissionDeniedException;
import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.error.StorageException;
import io.reactiveregistry.error.StoreFullException;
import io.reactiveregistry.error.StoreInUseException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lmdbjava.Env;
import org.lmdbjava.LmdbNativeException;

/** The one place that translates what LMDB and the system report into the registry's errors. */
final class LmdbErrors {

  /** Less than LMDB writes at once; a disk that has no more is what stopped a write. */
  private static final long HARDLY_ANY_ROOM = 1 << 20;

  // Numbers of errno(3) that are the same on Linux and macOS, and those that are not.
  private static final int EPERM = 1;
  private static final int EIO = 5;
  private static final int EACCES = 13;
  private static final int EFBIG = 27;
  private static final int ENOSPC = 28;
  private static final int EROFS = 30;
  private static final int EAGAIN_LINUX = 11;
  private static final int EDQUOT_LINUX = 122;
  private static final int EDQUOT_MACOS = 69;

  private LmdbErrors() {}

  static RegistryException translate(Path directory, String operation, Throwable error) {
    if (error instanceof RegistryException known) {
      return known;
    }
    String path = directory.toString();
    if (error instanceof IOException io) {
      return ofFiles(directory, operation, io);
    }
    if (error instanceof Env.FileInvalidException
        || error instanceof Env.VersionMismatchException) {
      return new NotAStoreException(path, "LMDB does not know its data.mdb as its own", error);
    }
    if (error instanceof LmdbNativeException.PageCorruptedException
        || error instanceof LmdbNativeException.PageNotFoundException) {
      return new DamagedStoreException(path, "LMDB came upon a page that makes no sense", error);
    }
    if (error instanceof LmdbNativeException reported) {
      switch (reported.getResultCode()) {
        case EROFS -> {
          return PermissionDeniedException.readOnlyFileSystem(path, error);
        }
        case EPERM, EACCES -> {
          return new PermissionDeniedException(path, "read and write the files in", error);
        }
        case ENOSPC, EDQUOT_LINUX, EDQUOT_MACOS, EFBIG -> {
          return new StoreFullException(path, error);
        }
        case EIO -> {
          if (isFull(directory)) {
            return new StoreFullException(path, error);
          }
        }
        case EAGAIN_LINUX -> {
          return StoreInUseException.bySameProcessId(path);
        }
        default -> {
          // falls through to the general error below
        }
      }
    }
    return new StorageException(path, operation, error);
  }

  private static RegistryException ofFiles(Path directory, String operation, IOException error) {
    String path = directory.toString();
    // The system's words count, since Java has a type for few of its errors.
    String reason = String.valueOf(error.getMessage());
    if (error instanceof DamagedFileException) {
      return new DamagedStoreException(path, reason, error);
    }
    if (error instanceof ForeignFileException) {
      return new NotAStoreException(path, reason, error);
    }
    if (error instanceof AccessDeniedException
        || reason.contains("Permission denied")
        || reason.contains("Operation not permitted")) {
      return new PermissionDeniedException(path, "use the files in", error);
    }
    if (reason.contains("Read-only file system")) {
      return PermissionDeniedException.readOnlyFileSystem(path, error);
    }
    if (reason.contains("No space left") || reason.contains("Disk quota exceeded")) {
      return new StoreFullException(path, error);
    }
    return new StorageException(path, operation, error);
  }

  /**
   * Whether an error of the device concerns the file system, and so every write alike.
   *
   * @param error as {@link #translate} has it
   */
  static boolean isOfTheDevice(RegistryException error) {
    return error instanceof StoreFullException
        || error instanceof PermissionDeniedException
        || error.getCause() instanceof LmdbNativeException.ConstantDerivedException;
  }

  /** LMDB reports as an I/O error that the system wrote less than it was given. */
  private static boolean isFull(Path directory) {
    try {
      return Files.getFileStore(directory).getUsableSpace() < HARDLY_ANY_ROOM;
    } catch (IOException e) {
      return false;
    }
  }
}
