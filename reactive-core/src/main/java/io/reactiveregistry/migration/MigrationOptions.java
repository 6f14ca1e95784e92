package io.reactiveregistry.migration;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * How to migrate or verify. Immutable.
 *
 * @param overwrite whether a target that holds templates is made equal to the source instead of
 *     being refused
 * @param dryRun whether to report what would be done and write nothing; what only the target can
 *     refuse is then not known
 * @param batchSize how many versions of templates are written as one unit; a batch of long texts is
 *     written earlier, and all versions of one template stay together
 * @param versions which versions of each template are copied and compared
 * @param maxReportedItems how many items each list of a report holds at most; the counts of a
 *     report are exact nevertheless
 * @param onProgress called again and again, never at the same time and never on a writer's thread;
 *     it must not block. When it throws, it is not called again and the report has a warning
 */
public record MigrationOptions(
    boolean overwrite,
    boolean dryRun,
    int batchSize,
    Versions versions,
    int maxReportedItems,
    Consumer<MigrationProgress> onProgress) {

  /** How many versions of templates make a batch unless told otherwise. */
  public static final int DEFAULT_BATCH_SIZE = 1_000;

  /** How many items each list of a report holds at most unless told otherwise. */
  public static final int DEFAULT_MAX_REPORTED_ITEMS = 10_000;

  private static final MigrationOptions DEFAULTS = builder().build();

  /** Which versions of each template are copied and compared. */
  public enum Versions {
    /** The current one only; for a target that keeps no others, such as a tree of files. */
    CURRENT,
    /** All that the source keeps. */
    ALL
  }

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException when one is too small
   */
  public MigrationOptions {
    requireAtLeast(1, batchSize, "batchSize");
    Objects.requireNonNull(versions, "versions");
    requireAtLeast(0, maxReportedItems, "maxReportedItems");
    Objects.requireNonNull(onProgress, "onProgress");
  }

  private static void requireAtLeast(int least, int value, String option) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be at least %d, not %d".formatted(option, least, value));
    }
  }

  /**
   * No overwriting, no dry run, batches of {@value #DEFAULT_BATCH_SIZE}, all versions, {@value
   * #DEFAULT_MAX_REPORTED_ITEMS} items in each list of a report, nobody told of progress.
   */
  public static MigrationOptions defaults() {
    return DEFAULTS;
  }

  /** Starts with the {@link #defaults()}. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects options. Not thread-safe. */
  public static final class Builder {

    private boolean overwrite;
    private boolean dryRun;
    private int batchSize = DEFAULT_BATCH_SIZE;
    private Versions versions = Versions.ALL;
    private int maxReportedItems = DEFAULT_MAX_REPORTED_ITEMS;
    private Consumer<MigrationProgress> onProgress = progress -> {};

    private Builder() {}

    /** See {@link MigrationOptions#overwrite()}. */
    @CanIgnoreReturnValue
    public Builder overwrite(boolean overwrite) {
      this.overwrite = overwrite;
      return this;
    }

    /** See {@link MigrationOptions#dryRun()}. */
    @CanIgnoreReturnValue
    public Builder dryRun(boolean dryRun) {
      this.dryRun = dryRun;
      return this;
    }

    /** See {@link MigrationOptions#batchSize()}. */
    @CanIgnoreReturnValue
    public Builder batchSize(int batchSize) {
      this.batchSize = batchSize;
      return this;
    }

    /** See {@link MigrationOptions#versions()}. */
    @CanIgnoreReturnValue
    public Builder versions(Versions versions) {
      this.versions = Objects.requireNonNull(versions, "versions");
      return this;
    }

    /** See {@link MigrationOptions#maxReportedItems()}. */
    @CanIgnoreReturnValue
    public Builder maxReportedItems(int maxReportedItems) {
      this.maxReportedItems = maxReportedItems;
      return this;
    }

    /** See {@link MigrationOptions#onProgress()}. */
    @CanIgnoreReturnValue
    public Builder onProgress(Consumer<MigrationProgress> onProgress) {
      this.onProgress = Objects.requireNonNull(onProgress, "onProgress");
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException when a limit is too small
     */
    public MigrationOptions build() {
      return new MigrationOptions(
          overwrite, dryRun, batchSize, versions, maxReportedItems, onProgress);
    }
  }
}
