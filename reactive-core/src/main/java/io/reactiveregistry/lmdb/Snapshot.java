package io.reactiveregistry.lmdb;

import io.reactiveregistry.IdRange;
import io.reactiveregistry.RegistryMetadata;
import io.reactiveregistry.TemplateOrder;
import io.reactiveregistry.TemplateRef;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.codec.StoredInteger;
import io.reactiveregistry.codec.TemplateDecoder;
import io.reactiveregistry.error.CorruptTemplateException;
import io.reactiveregistry.error.DamagedStoreException;
import io.reactiveregistry.error.TemplateNotFoundException;
import io.reactiveregistry.error.UnsupportedFeatureException;
import io.reactiveregistry.metrics.StorageSample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lmdbjava.Cursor;
import org.lmdbjava.Dbi;
import org.lmdbjava.Env;
import org.lmdbjava.EnvInfo;
import org.lmdbjava.GetOp;
import org.lmdbjava.Stat;
import org.lmdbjava.Txn;

/**
 * What one reader lane sees: a read transaction that it renews for each batch of requests, with the
 * buffers it needs. Used by one thread; everything it returns is a copy.
 */
final class Snapshot implements AutoCloseable {

  private final Environment environment;
  private final Environment.Databases databases;
  private final KeyBuffer key = new KeyBuffer();
  private final TemplateDecoder decoder = new TemplateDecoder();
  private @Nullable Txn<NativeBytes> transaction;
  private byte[] record = new byte[4096];
  private int recordLength;

  Snapshot(Environment environment) {
    this.environment = environment;
    this.databases = environment.databases();
  }

  /**
   * Takes the newest state of the store; {@link #end} gives it back. In between the map stays where
   * it is. What other processes have made of it is adopted before, and the slots of readers that
   * died are freed when there are no others.
   */
  void begin() {
    boolean cleared = false;
    while (true) {
      try {
        lockAndRenew();
        return;
      } catch (Dbi.MapResizedException e) {
        environment.adoptMapSize();
      } catch (Env.ReadersFullException e) {
        if (cleared) {
          throw e;
        }
        environment.clearStaleReaders();
        cleared = true;
      }
    }
  }

  private void lockAndRenew() {
    environment.transactions().lock();
    try {
      renew();
    } catch (Throwable e) {
      environment.transactions().unlock();
      throw e;
    }
  }

  private void renew() {
    if (transaction == null) {
      transaction = environment.beginRead();
      return;
    }
    environment.requireUsable();
    try {
      transaction.renew();
    } catch (RuntimeException e) {
      transaction.reset(); // the only state from which it can be renewed again
      throw e;
    }
  }

  /** Lets LMDB reuse the pages of this state. */
  void end() {
    try {
      active().reset();
    } finally {
      environment.transactions().unlock();
    }
  }

  /** Closes the transaction; not between {@link #begin} and {@link #end}. */
  @Override
  public void close() {
    environment.transactions().lock();
    try {
      if (transaction != null && environment.isUsable()) {
        // A transaction that is closed while reset would keep its reader slot.
        transaction.renew();
        transaction.close();
        transaction = null;
      }
    } catch (RuntimeException e) {
      Threads.report(e); // the thread ends, and the environment frees the slot
    } finally {
      environment.transactions().unlock();
      key.close();
    }
  }

  private Txn<NativeBytes> active() {
    if (transaction == null) {
      throw new IllegalStateException("No transaction has begun");
    }
    return transaction;
  }

  @Nullable TemplateSpec find(String id) {
    return read(databases.templates(), Keys.ofId(id)) ? decode(id) : null;
  }

  TemplateSpec load(String id) {
    TemplateSpec spec = find(id);
    if (spec == null) {
      throw new TemplateNotFoundException(id);
    }
    return spec;
  }

  TemplateSpec load(String id, String version) {
    // The current template decides whether the id exists at all: another program may have deleted
    // it without knowing of the history.
    if (!read(databases.templates(), Keys.ofId(id))) {
      throw new TemplateNotFoundException(id, version);
    }
    if (version.equals(currentVersion(id))) {
      return decode(id);
    }
    Dbi<NativeBytes> history = databases.history();
    if (history == null || !read(history, Keys.ofVersion(id, version))) {
      throw new TemplateNotFoundException(id, version);
    }
    TemplateSpec kept = decode(id);
    if (!kept.version().equals(version)) {
      throw new CorruptTemplateException(
          id, "the record kept as version %s says %s".formatted(version, kept.version()), null);
    }
    return kept;
  }

  /** The version of the record just read; of a damaged one the error says what is wrong. */
  private String currentVersion(String id) {
    String version = decoder.versionOf(record, 0, recordLength);
    return version != null ? version : decode(id).version();
  }

  boolean exists(String id) {
    return databases.templates().get(active(), key.set(Keys.ofId(id))) != null;
  }

  long count() {
    return databases.templates().stat(active()).entries;
  }

  RegistryMetadata metadata() {
    @Nullable Long seconds = integer(StoredKeys.LAST_MODIFIED);
    return new RegistryMetadata(
        count(), seconds == null ? null : Instant.ofEpochSecond(seconds), revision());
  }

  private @Nullable Long integer(byte[] name) {
    NativeBytes value = databases.metadata().get(active(), key.set(name));
    return value == null ? null : StoredInteger.decode(value.toArray());
  }

  /** The first ids of the range, at most {@code limit}. */
  Page listIds(IdRange range, int limit) {
    byte[] prefix = Keys.ofId(range.prefix());
    byte @Nullable [] after = range.after() == null ? null : Keys.ofId(range.after());
    byte[] start = after != null && Arrays.compareUnsigned(after, prefix) > 0 ? after : prefix;
    List<String> ids = new ArrayList<>(Math.min(limit, 256));
    try (Cursor<NativeBytes> cursor = databases.templates().openCursor(active())) {
      for (boolean found = seek(cursor, start); found; found = cursor.next()) {
        byte[] id = cursor.key().toArray();
        if (after != null && Arrays.compareUnsigned(id, after) <= 0) {
          continue;
        }
        if (!Keys.startsWith(id, prefix)) {
          break;
        }
        if (ids.size() == limit) {
          return new Page(ids, false);
        }
        String text = Keys.toText(id);
        if (!Arrays.equals(id, Keys.ofId(text))) {
          if (ids.isEmpty()) {
            throw new CorruptTemplateException(text, "its id is not valid UTF-8", null);
          }
          return new Page(ids, false); // the ids before it come first
        }
        ids.add(text);
      }
    }
    return new Page(ids, true);
  }

  TemplateSpec load(TemplateRef ref) {
    String label = ref.label();
    String version = label == null ? ref.version() : versionOf(ref.id(), label);
    return version == null ? load(ref.id()) : load(ref.id(), version);
  }

  private String versionOf(String id, String label) {
    Dbi<NativeBytes> labels = databases.labels();
    byte[] name = Keys.ofLabel(id, label);
    NativeBytes version = labels != null && exists(id) ? labels.get(active(), key.set(name)) : null;
    if (version == null) {
      throw TemplateNotFoundException.ofLabel(id, label);
    }
    return Keys.toText(version.toArray());
  }

  /** Where each label of the template stands. */
  Map<String, String> labels(String id) {
    Dbi<NativeBytes> labels = databases.labels();
    if (labels == null || !exists(id)) {
      return Map.of();
    }
    List<String> names;
    try (Cursor<NativeBytes> cursor = labels.openCursor(active())) {
      names = VersionScan.versions(cursor, key, id);
    }
    Map<String, String> versions = new TreeMap<>(TemplateOrder.ids());
    names.forEach(label -> versions.put(label, versionOf(id, label)));
    return Collections.unmodifiableMap(versions);
  }

  /** LMDB's number of the last transaction. */
  long transactionId() {
    return active().getId();
  }

  /** Whether the last transaction was by this library, so that its changes have been told. */
  boolean isToldOf() {
    @Nullable Long told = integer(StoredKeys.TRANSACTION);
    return told != null && told == transactionId();
  }

  long revision() {
    @Nullable Long revision = integer(StoredKeys.REVISION);
    return revision == null ? 0 : revision;
  }

  ChangePage changes(ChangePosition after, long upTo, int limit) {
    Dbi<NativeBytes> changes = databases.changes();
    String directory = environment.directory().toString();
    if (changes == null) {
      throw new UnsupportedFeatureException(
          directory, "log of changes", "open it for writing once, which adds one");
    }
    try (Cursor<NativeBytes> cursor = changes.openCursor(active())) {
      return new ChangeLog(directory, cursor, key, revision()).after(after, upTo, limit);
    }
  }

  /** The versions that can be loaded: the current one and those kept. */
  List<String> listVersions(String id) {
    List<String> versions = new ArrayList<>();
    if (!read(databases.templates(), Keys.ofId(id))) {
      return versions;
    }
    String current = currentVersion(id);
    versions.add(current);
    Dbi<NativeBytes> history = databases.history();
    if (history != null) {
      try (Cursor<NativeBytes> cursor = history.openCursor(active())) {
        versions.addAll(VersionScan.versions(cursor, key, id));
      }
      // The original may have saved a version again that the history still has.
      versions.subList(1, versions.size()).remove(current);
    }
    versions.sort(TemplateOrder.versions());
    return versions;
  }

  StorageInfo storage() {
    EnvInfo info = environment.info();
    Stat templates = databases.templates().stat(active());
    Dbi<NativeBytes> history = databases.history();
    long kept = history == null ? 0 : history.stat(active()).entries;
    try {
      return new StorageInfo(
          environment.directory(),
          Files.size(StoreDirectory.dataFile(environment.directory())),
          info.mapSize,
          environment.options().maxMapSize(),
          (info.lastPageNumber + 1) * templates.pageSize,
          templates.entries,
          templates.entries + kept,
          info.numReaders,
          info.maxReaders,
          info.lastTransactionId,
          templates.pageSize);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What those who watch the store want to know. */
  StorageSample sample() {
    StorageInfo storage = storage();
    return new StorageSample(
        storage.fileSize(),
        storage.usedBytes(),
        storage.mapSize(),
        storage.maxMapSize(),
        storage.readers(),
        storage.maxReaders(),
        storage.templates(),
        storage.versions(),
        loggedChanges(),
        revision());
  }

  /** A log that cannot be read is no reason to tell nothing of the rest. */
  private long loggedChanges() {
    Dbi<NativeBytes> changes = databases.changes();
    if (changes == null) {
      return 0;
    }
    try (Cursor<NativeBytes> cursor = changes.openCursor(active())) {
      return new ChangeLog(environment.directory().toString(), cursor, key, revision()).length();
    } catch (DamagedStoreException e) {
      return StorageSample.UNKNOWN;
    }
  }

  /** Copies the value of the key into {@link #record}; false when there is none. */
  private boolean read(Dbi<NativeBytes> database, byte[] name) {
    NativeBytes value = database.get(active(), key.set(name));
    if (value == null) {
      return false;
    }
    recordLength = value.length();
    if (record.length < recordLength) {
      record = new byte[Math.max(recordLength, record.length * 2)];
    }
    value.copyTo(record);
    return true;
  }

  private TemplateSpec decode(String id) {
    return decoder.decode(id, record, 0, recordLength);
  }

  private boolean seek(Cursor<NativeBytes> cursor, byte[] start) {
    if (start.length == 0) {
      return cursor.first();
    }
    byte[] reachable =
        start.length > KeyBuffer.MAX_KEY_BYTES
            ? Arrays.copyOf(start, KeyBuffer.MAX_KEY_BYTES)
            : start;
    return cursor.get(key.set(reachable), GetOp.MDB_SET_RANGE);
  }
}
