package io.reactiveregistry.lmdb;

import io.reactiveregistry.codec.StoredInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lmdbjava.Dbi;
import org.lmdbjava.Env;
import org.lmdbjava.Txn;

/**
 * A new store that is filled entry by entry. Entries are collected in memory and written together;
 * nothing is certain to be on the disk before {@link #finish}, nor needs to be.
 */
final class SalvagedStore implements AutoCloseable {

  private static final int MAX_PENDING_BYTES = 4 << 20;

  /** What an entry takes beside its bytes, roughly. */
  private static final int ENTRY_OVERHEAD = 200;

  private final Environment environment;
  private final Map<String, Dbi<NativeBytes>> databases;
  private final KeyBuffer key = new KeyBuffer();
  private final Map<Place, EntryChange> pending = new LinkedHashMap<>();
  private long pendingBytes;

  private record Place(String database, ByteBuffer key) {}

  private SalvagedStore(Environment environment) {
    this.environment = environment;
    Environment.Databases all = environment.databases();
    this.databases =
        Map.of(
            StoreOpener.TEMPLATES,
            all.templates(),
            StoreOpener.METADATA,
            all.metadata(),
            StoreOpener.VERSION_INDEX,
            all.versionIndex(),
            StoreOpener.HISTORY,
            Objects.requireNonNull(all.history(), "a new store has a history"),
            StoreOpener.LABELS,
            Objects.requireNonNull(all.labels(), "a new store has labels"));
  }

  /** Makes an empty one in a directory that nobody else knows. */
  static SalvagedStore in(Path directory) {
    return new SalvagedStore(
        StoreOpener.open(
            new LmdbRegistryBuilder(directory).durability(Durability.NO_SYNC).options()));
  }

  byte @Nullable [] get(String database, byte[] name) {
    EntryChange waiting = pending.get(new Place(database, ByteBuffer.wrap(name)));
    if (waiting != null) {
      return waiting.value();
    }
    try (Txn<NativeBytes> transaction = environment.beginRead()) {
      NativeBytes value = database(database).get(transaction, key.set(name));
      return value == null ? null : value.toArray();
    }
  }

  void put(String database, byte[] name, byte[] value) {
    pending.put(new Place(database, ByteBuffer.wrap(name)), EntryChange.put(database, name, value));
    pendingBytes += ENTRY_OVERHEAD + 2L * name.length + value.length;
    if (pendingBytes > MAX_PENDING_BYTES) {
      flush();
    }
  }

  long entries(String database) {
    flush();
    try (Txn<NativeBytes> transaction = environment.beginRead()) {
      return database(database).stat(transaction).entries;
    }
  }

  /** Writes what is still missing: what the store says of itself. */
  void finish(long lastModified, long revision) {
    long count = entries(StoreOpener.TEMPLATES);
    put(StoreOpener.METADATA, StoredKeys.COUNT, StoredInteger.encode(count));
    put(StoreOpener.METADATA, StoredKeys.LAST_MODIFIED, StoredInteger.encode(lastModified));
    put(StoreOpener.METADATA, StoredKeys.REVISION, StoredInteger.encode(revision));
    flush();
  }

  private void flush() {
    while (!pending.isEmpty()) {
      try (Txn<NativeBytes> transaction = environment.beginWrite()) {
        pending.values().forEach(entry -> write(transaction, entry));
        transaction.commit();
        pending.clear();
        pendingBytes = 0;
      } catch (Env.MapFullException full) {
        environment.grow(full);
      }
    }
  }

  private void write(Txn<NativeBytes> transaction, EntryChange entry) {
    byte[] value = Objects.requireNonNull(entry.value());
    database(entry.database()).reserve(transaction, key.set(entry.key()), value.length).fill(value);
  }

  private Dbi<NativeBytes> database(String name) {
    return Objects.requireNonNull(databases.get(name));
  }

  @Override
  public void close() {
    key.close();
    environment.close();
  }
}
