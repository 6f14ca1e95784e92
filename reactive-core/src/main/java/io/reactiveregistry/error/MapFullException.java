package io.reactiveregistry.error;

import org.jspecify.annotations.Nullable;

/**
 * The store has reached the greatest size it may grow to, so the write was not done; reads go on.
 * Not retryable: raise {@code maxMapSize} or delete something.
 */
public final class MapFullException extends RegistryException {

  private static final long serialVersionUID = 1L;

  private final long mapSize;
  private final long maxMapSize;

  /**
   * @param path where the store lies
   * @param mapSize the size of the map in bytes
   * @param maxMapSize the limit in bytes
   * @param cause what the engine reported
   */
  public MapFullException(String path, long mapSize, long maxMapSize, @Nullable Throwable cause) {
    super(
        "The store at %s is full: its map has %d bytes and may not grow beyond %d; delete templates, or raise maxMapSize"
            .formatted(path, mapSize, maxMapSize),
        cause);
    this.mapSize = mapSize;
    this.maxMapSize = maxMapSize;
  }

  /** The size of the map in bytes. */
  public long mapSize() {
    return mapSize;
  }

  /** The limit in bytes. */
  public long maxMapSize() {
    return maxMapSize;
  }
}
