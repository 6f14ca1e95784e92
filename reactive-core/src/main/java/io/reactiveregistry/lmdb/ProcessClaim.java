package io.reactiveregistry.lmdb;

import io.reactiveregistry.error.StoreInUseException;
import java.nio.file.Path;

/**
 * The claim of this class loader to a store, as long as it has it open. LMDB forbids a process to
 * open one twice and does not notice it, and classes loaded twice do not know of each other; what
 * they share is the system's properties.
 */
final class ProcessClaim implements AutoCloseable {

  private static final String PREFIX = "io.reactiveregistry.open.";

  private final String property;

  private ProcessClaim(String property) {
    this.property = property;
  }

  /**
   * Claims the store whose data file has this key.
   *
   * @throws StoreInUseException when another class loader has it
   */
  static ProcessClaim to(Object fileKey, Path directory) {
    String property = PREFIX + fileKey;
    Object earlier = System.getProperties().putIfAbsent(property, directory.toString());
    if (earlier != null) {
      throw StoreInUseException.byAnotherClassLoader(directory.toString());
    }
    return new ProcessClaim(property);
  }

  @Override
  public void close() {
    System.getProperties().remove(property);
  }
}
