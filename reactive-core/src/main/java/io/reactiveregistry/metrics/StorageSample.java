package io.reactiveregistry.metrics;

/**
 * A registry's storage at one moment. Sizes are in bytes.
 *
 * @param fileBytes length of the data file
 * @param usedBytes up to the last page in use
 * @param mapBytes what it can grow to before its map is enlarged
 * @param maxMapBytes what the map may be enlarged to
 * @param readers reader slots in use by all processes
 * @param maxReaders reader slots there are
 * @param templates how many templates there are
 * @param versions how many versions can be loaded, the current ones included
 * @param loggedChanges how many changes the log holds, {@link #UNKNOWN} when it cannot be read
 * @param revision of the last write
 */
public record StorageSample(
    long fileBytes,
    long usedBytes,
    long mapBytes,
    long maxMapBytes,
    int readers,
    int maxReaders,
    long templates,
    long versions,
    long loggedChanges,
    long revision) {

  /** For a number that could not be found out. */
  public static final long UNKNOWN = -1;
}
