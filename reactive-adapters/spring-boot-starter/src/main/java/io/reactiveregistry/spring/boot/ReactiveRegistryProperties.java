package io.reactiveregistry.spring.boot;

import io.reactiveregistry.lmdb.Durability;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The options of the registry, {@code reactive-registry.*}. Those of the store are named and meant
 * as in {@link io.reactiveregistry.lmdb.LmdbRegistryBuilder}, those of the cache as in {@link
 * io.reactiveregistry.vault.VaultBuilder}, and have the same defaults.
 *
 * @param path Directory of the store, created when there is none; required unless the application
 *     has a registry of its own.
 * @param readerThreads How many reads run at once; one per processor, 2 to 16, by default.
 * @param readQueueCapacity How many reads may wait; further ones fail at once.
 * @param writeQueueCapacity How many writes may be under way; further ones fail at once.
 * @param writeQueueSize Memory that writes under way may take.
 * @param mapSize Address space to begin with; takes neither memory nor disk.
 * @param maxMapSize What the map may be enlarged to; beyond it writes fail.
 * @param deletionReserve Held back on the disk, so that a full store can still be emptied.
 * @param durability What survives a crash of the system.
 * @param writeMap Write through the map, as the Python original does; all processes must agree.
 * @param readOnly Never write; the store must exist.
 * @param allowNetworkFileSystem Use a store on a network file system all the same.
 * @param maxRecordSize The greatest template in its stored form.
 * @param immutableVersions Whether a version that exists keeps its body.
 * @param keepVersions How many versions of a template are kept; all by default.
 * @param changeLogCapacity How many changes are kept for those who follow them later; 0 for none.
 * @param changeDetection Within which time writes by other processes are noticed.
 * @param vault The cache over the store.
 * @param yamlImport What is imported when the application starts.
 */
@ConfigurationProperties("reactive-registry")
public record ReactiveRegistryProperties(
    @Nullable Path path,
    @Nullable Integer readerThreads,
    @DefaultValue("8192") int readQueueCapacity,
    @DefaultValue("4096") int writeQueueCapacity,
    @DefaultValue("64MB") DataSize writeQueueSize,
    @DefaultValue("1GB") DataSize mapSize,
    @DefaultValue("1TB") DataSize maxMapSize,
    @DefaultValue("2MB") DataSize deletionReserve,
    @DefaultValue("full") Durability durability,
    @DefaultValue("false") boolean writeMap,
    @DefaultValue("false") boolean readOnly,
    @DefaultValue("false") boolean allowNetworkFileSystem,
    @DefaultValue("1MB") DataSize maxRecordSize,
    @DefaultValue("false") boolean immutableVersions,
    @Nullable Integer keepVersions,
    @DefaultValue("100000") int changeLogCapacity,
    @DefaultValue("50ms") Duration changeDetection,
    @DefaultValue VaultProperties vault,
    @DefaultValue YamlImportProperties yamlImport) {

  /**
   * The cache.
   *
   * @param enabled Whether there is a cache.
   * @param maximumSize How many entries it holds; 10000 by default, unless maximum-weight is set.
   * @param maximumWeight How much of the heap its entries may take, instead of a number of entries.
   * @param negativeEntries Whether it is remembered that something is absent.
   * @param refreshAfter How old an entry may be before it is read again in the background; never by
   *     default.
   * @param strict Whether each read asks for the state of the store first.
   */
  public record VaultProperties(
      @DefaultValue("true") boolean enabled,
      @Nullable Long maximumSize,
      @Nullable DataSize maximumWeight,
      @DefaultValue("true") boolean negativeEntries,
      @Nullable Duration refreshAfter,
      @DefaultValue("false") boolean strict) {}

  /**
   * YAML files that are imported before the application is ready.
   *
   * @param path Directory of the files; nothing is imported without it.
   * @param mode When they are imported, and what becomes of the templates that are there.
   * @param onFailure What a file does that cannot be imported.
   */
  public record YamlImportProperties(
      @Nullable Path path,
      @DefaultValue("if-empty") Mode mode,
      @DefaultValue("stop") OnFailure onFailure) {

    /** When files are imported. */
    public enum Mode {
      /** Only into a registry without templates. */
      IF_EMPTY,
      /**
       * Always: templates that differ are saved, those that no file has are deleted. The files rule
       * then, and what was saved otherwise is undone by the next start.
       */
      MIRROR
    }

    /** What a file does that cannot be imported. */
    public enum OnFailure {
      /** The application does not start; the files that can be imported are. */
      STOP,
      /** The file is logged and passed over. */
      WARN
    }
  }
}
