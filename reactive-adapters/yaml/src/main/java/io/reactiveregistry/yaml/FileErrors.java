package io.reactiveregistry.yaml;

import io.reactiveregistry.error.PermissionDeniedException;
import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.error.StorageException;
import io.reactiveregistry.error.StoreFullException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Objects;

/** Translates what the file system reports into the registry's family of errors. */
final class FileErrors {

  private FileErrors() {}

  static RegistryException translate(IOException error, Path root, String operation) {
    String path = root.toString();
    if (error instanceof FileSystemException named && named.getFile() != null) {
      path = named.getFile();
    }
    if (error instanceof AccessDeniedException) {
      return new PermissionDeniedException(path, operation, error);
    }
    if (isFull(Objects.requireNonNullElse(error.getMessage(), ""))) {
      return new StoreFullException(path, error);
    }
    return new StorageException(path, operation, error);
  }

  /** Java has no type of its own for these; the texts are those of the C library. */
  private static boolean isFull(String message) {
    return message.contains("No space left") || message.contains("quota exceeded");
  }
}
