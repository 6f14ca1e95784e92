package io.reactiveregistry.lmdb;

import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.codec.StoredInteger;
import io.reactiveregistry.codec.TemplateDecoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lmdbjava.Dbi;
import org.lmdbjava.Txn;

/**
 * LMDB's write transaction with a store's databases, the numbers of the units written in it, and
 * the log of what they change. Used by the writer thread only.
 *
 * <p>Each transaction of this library notes its own number. A transaction that does not find the
 * number before its own there follows one of somebody else, who told nobody what it has changed; so
 * the changes of its first unit begin with a {@link TemplateChange.Resync}.
 */
final class WriteTransaction implements AutoCloseable {

  private final Txn<NativeBytes> transaction;
  private final Table templates;
  private final Table metadata;
  private final WritableVersions versions;
  private final WritableLabels labels;
  private final WritableChangeLog log;
  private final List<TemplateChange> changes = new ArrayList<>();
  private long revision;
  private boolean othersUntold;
  private boolean modified;

  WriteTransaction(Environment environment, KeyBuffer key, TemplateDecoder decoder) {
    Environment.Databases databases = environment.databases();
    StoreOptions options = environment.options();
    this.transaction = environment.beginWrite();
    try {
      this.templates = new Table(databases.templates(), transaction, key);
      this.metadata = new Table(databases.metadata(), transaction, key);
      this.labels = new WritableLabels(table(databases.labels(), key));
      this.versions =
          new WritableVersions(
              templates,
              new Table(databases.versionIndex(), transaction, key),
              table(databases.history(), key),
              labels,
              decoder,
              options.versions());
      this.log =
          new WritableChangeLog(table(databases.changes(), key), options.changeLog().capacity());
      this.revision = Objects.requireNonNullElse(integer(StoredKeys.REVISION), 0L);
      this.othersUntold = followsOthers();
    } catch (Throwable e) {
      transaction.close(); // nobody else can, and the next one would wait for it for ever
      throw e;
    }
  }

  private Table table(@Nullable Dbi<NativeBytes> database, KeyBuffer key) {
    return new Table(
        Objects.requireNonNull(database, "a store open for writing has all its databases"),
        transaction,
        key);
  }

  private @Nullable Long integer(byte[] name) {
    byte[] value = metadata.get(name);
    return value == null ? null : StoredInteger.decode(value);
  }

  private boolean followsOthers() {
    Long last = integer(StoredKeys.TRANSACTION);
    return log.isKept() && (last == null || last != id() - 1);
  }

  /** Tells that others have written, if they have, also where the unit changes nothing itself. */
  void tellOfOthers(UnitChanges unit) {
    if (othersUntold) {
      unit.resync();
      othersUntold = false;
    }
  }

  WritableVersions versions() {
    return versions;
  }

  WritableLabels labels() {
    return labels;
  }

  /** The revision of the last unit that changed something. */
  long revision() {
    return revision;
  }

  /** Begins a unit. */
  UnitChanges begin() {
    return new UnitChanges(revision + 1);
  }

  /** Ends a unit, which has written what it had to; one that changed something gets a revision. */
  void end(UnitChanges unit) {
    if (!unit.isEmpty()) {
      modified |= unit.modifies();
      tellOfOthers(unit);
      revision = unit.revision();
      changes.addAll(unit.toList());
    }
  }

  /** What all units have changed. */
  List<TemplateChange> changes() {
    return changes;
  }

  /** Whether there is anything to commit. */
  boolean hasChanges() {
    return !changes.isEmpty();
  }

  /** Writes what all units have in common; the last step that can be undone. */
  void seal(Instant now) {
    if (changes.isEmpty()) {
      return;
    }
    metadata.put(StoredKeys.COUNT, StoredInteger.encode(templates.entries()));
    if (modified) {
      metadata.put(StoredKeys.LAST_MODIFIED, StoredInteger.encode(now.getEpochSecond()));
    }
    metadata.put(StoredKeys.REVISION, StoredInteger.encode(revision));
    if (log.isKept()) {
      log.append(changes);
      log.trim();
      metadata.put(StoredKeys.TRANSACTION, StoredInteger.encode(id()));
    }
  }

  /** Commits, if anything has changed. */
  void commit() {
    if (!changes.isEmpty()) {
      transaction.commit();
    }
  }

  /** LMDB's number of this transaction. */
  long id() {
    return transaction.getId();
  }

  /** Undoes everything unless committed. */
  @Override
  public void close() {
    transaction.close();
  }
}
