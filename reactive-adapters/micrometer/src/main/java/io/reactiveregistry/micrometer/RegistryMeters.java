package io.reactiveregistry.micrometer;

import static io.reactiveregistry.micrometer.RegistryTag.EXCEPTION;
import static io.reactiveregistry.micrometer.RegistryTag.OPERATION;
import static io.reactiveregistry.micrometer.RegistryTag.OUTCOME;
import static io.reactiveregistry.micrometer.RegistryTag.QUEUE;
import static io.reactiveregistry.micrometer.RegistryTag.RESULT;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;
import org.jspecify.annotations.Nullable;

/** The catalogue: every meter there is, with its type, unit, tags and meaning. */
public enum RegistryMeters implements MeterDocumentation {
  /** Calls of the registry. */
  OPERATIONS(
      "reactive.registry.operations",
      Meter.Type.COUNTER,
      "operations",
      "Calls that have ended",
      OPERATION,
      OUTCOME),
  /** Time of calls. */
  DURATION(
      "reactive.registry.duration",
      Meter.Type.TIMER,
      "seconds",
      "Time of calls, of all writes and of some reads, until just before the signal",
      OPERATION,
      OUTCOME),
  /** Errors of the registry. */
  ERRORS(
      "reactive.registry.errors",
      Meter.Type.COUNTER,
      "errors",
      "Calls that ended with an error, refusals and what was not found included",
      OPERATION,
      EXCEPTION),
  /** Time in the queues. */
  QUEUE_WAIT(
      "reactive.registry.queue.wait",
      Meter.Type.TIMER,
      "seconds",
      "Time in the queue: of each write, and of one of the reads that are answered together",
      QUEUE),
  /** Write transactions. */
  TRANSACTION(
      "reactive.registry.transaction",
      Meter.Type.TIMER,
      "seconds",
      "Committed write transactions, from beginning to end"),
  /** Commits. */
  COMMIT(
      "reactive.registry.commit",
      Meter.Type.TIMER,
      "seconds",
      "The part of a write transaction that makes it permanent"),
  /** Group commit. */
  GROUP_SIZE(
      "reactive.registry.group.size",
      Meter.Type.DISTRIBUTION_SUMMARY,
      "writes",
      "Writes that one transaction committed together"),
  /** Written bytes. */
  WRITTEN(
      "reactive.registry.written",
      Meter.Type.COUNTER,
      "bytes",
      "Bytes of the encoded writes that were committed, as writeQueueBytes counts them"),
  /** Queue depth. */
  QUEUE_SIZE(
      "reactive.registry.queue.size",
      Meter.Type.GAUGE,
      "requests",
      "Requests in the queue; a write stays in it until it is signalled",
      QUEUE),
  /** Queue limit. */
  QUEUE_CAPACITY(
      "reactive.registry.queue.capacity",
      Meter.Type.GAUGE,
      "requests",
      "Requests the queue takes before it refuses",
      QUEUE),
  /** Queued bytes. */
  QUEUE_MEMORY(
      "reactive.registry.queue.memory",
      Meter.Type.GAUGE,
      "bytes",
      "Memory that queued writes take",
      QUEUE),
  /** Limit of queued bytes. */
  QUEUE_MEMORY_MAX(
      "reactive.registry.queue.memory.max",
      Meter.Type.GAUGE,
      "bytes",
      "Memory that queued writes may take",
      QUEUE),
  /** File length. */
  FILE_SIZE("reactive.registry.file.size", Meter.Type.GAUGE, "bytes", "Length of the data file"),
  /** Used bytes. */
  FILE_USED(
      "reactive.registry.file.used",
      Meter.Type.GAUGE,
      "bytes",
      "What the store takes, up to its last page in use"),
  /** Map. */
  MAP_SIZE(
      "reactive.registry.map.size",
      Meter.Type.GAUGE,
      "bytes",
      "What the store can grow to before its map is enlarged"),
  /** Limit of the map. */
  MAP_MAX(
      "reactive.registry.map.max",
      Meter.Type.GAUGE,
      "bytes",
      "What the map may be enlarged to; beyond it writes fail"),
  /** Reader slots. */
  READERS(
      "reactive.registry.readers",
      Meter.Type.GAUGE,
      "readers",
      "Reader slots in use by all processes"),
  /** Limit of reader slots. */
  READERS_MAX("reactive.registry.readers.max", Meter.Type.GAUGE, null, "Reader slots there are"),
  /** Stale readers. */
  STALE_READERS(
      "reactive.registry.stale.readers",
      Meter.Type.COUNTER,
      "readers",
      "Slots of dead readers that this process has freed"),
  /** Templates. */
  TEMPLATES("reactive.registry.templates", Meter.Type.GAUGE, "templates", "Templates stored"),
  /** Versions. */
  VERSIONS(
      "reactive.registry.versions",
      Meter.Type.GAUGE,
      "versions",
      "Versions that can be loaded, the current ones included"),
  /** Revision. */
  REVISION("reactive.registry.revision", Meter.Type.GAUGE, null, "Revision of the last write"),
  /** Change log. */
  LOGGED_CHANGES(
      "reactive.registry.logged.changes",
      Meter.Type.GAUGE,
      "changes",
      "Changes in the log, which those who follow can still be told"),
  /** Subscribers. */
  SUBSCRIBERS(
      "reactive.registry.subscribers",
      Meter.Type.GAUGE,
      "subscribers",
      "Those in this process who follow the changes, caches included"),
  /** Vault reads. */
  VAULT_READS(
      "reactive.registry.vault.reads",
      Meter.Type.COUNTER,
      "reads",
      "Reads of the cache, by whether it had what was asked for",
      RESULT),
  /** Vault loads. */
  VAULT_LOADS(
      "reactive.registry.vault.loads",
      Meter.Type.COUNTER,
      "loads",
      "Bodies the cache has asked of the registry"),
  /** Vault evictions. */
  VAULT_EVICTIONS(
      "reactive.registry.vault.evictions",
      Meter.Type.COUNTER,
      "evictions",
      "Entries dropped because the cache was full"),
  /** Vault size. */
  VAULT_SIZE(
      "reactive.registry.vault.size",
      Meter.Type.GAUGE,
      "entries",
      "Entries of the cache, estimated");

  private final String meterName;
  private final Meter.Type type;
  private final @Nullable String baseUnit;
  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // only copies are handed out
  private final KeyName[] tags;

  RegistryMeters(
      String meterName,
      Meter.Type type,
      @Nullable String baseUnit,
      String description,
      KeyName... tags) {
    this.meterName = meterName;
    this.type = type;
    this.baseUnit = baseUnit;
    this.description = description;
    this.tags = tags;
  }

  @Override
  public String getName() {
    return meterName;
  }

  @Override
  public Meter.Type getType() {
    return type;
  }

  /** Of a timer it is what the monitoring system counts time in, seconds as a rule. */
  @Override
  public @Nullable String getBaseUnit() {
    return baseUnit;
  }

  /** What it means. */
  public String getDescription() {
    return description;
  }

  @Override
  public KeyName[] getKeyNames() {
    return tags.clone();
  }
}
