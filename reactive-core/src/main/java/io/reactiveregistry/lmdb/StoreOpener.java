package io.reactiveregistry.lmdb;

import io.reactiveregistry.datafile.DamageListener;
import io.reactiveregistry.datafile.DamagedFileException;
import io.reactiveregistry.datafile.DataFile;
import io.reactiveregistry.datafile.Meta;
import io.reactiveregistry.datafile.PageLedger;
import io.reactiveregistry.datafile.Tree;
import io.reactiveregistry.error.NotAStoreException;
import io.reactiveregistry.error.PermissionDeniedException;
import io.reactiveregistry.error.RegistryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.lmdbjava.Dbi;
import org.lmdbjava.DbiFlags;
import org.lmdbjava.Env;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.Txn;

/** Opens a store: examines its file, maps it, and opens or creates its databases. */
final class StoreOpener {

  static final String TEMPLATES = "templates";
  static final String METADATA = "metadata";
  static final String VERSION_INDEX = "version_index";
  static final String HISTORY = "history";
  static final String LABELS = "labels";
  static final String CHANGES = "changes";

  /** Room for the databases above and some of later versions of this library. */
  private static final int MAX_DATABASES = 16;

  /** Slots for the reader threads of all processes that use the store at once. */
  private static final int MAX_READERS = 512;

  /** How often a file is examined that other processes write meanwhile. */
  private static final int EXAMINATIONS = 100;

  private static final long PAUSE_NANOS = 100_000;

  private final StoreOptions options;
  private final Path directory;

  private StoreOpener(StoreOptions options) {
    this.options = options;
    this.directory = options.directory();
  }

  static Environment open(StoreOptions options) {
    return new StoreOpener(options).open();
  }

  private Environment open() {
    examine();
    Env<NativeBytes> env = map();
    try {
      env.readerCheck();
      return new Environment(options, env, openWhileOthersEnlarge(env));
    } catch (Throwable e) { // else nobody would know of it, and a second one could be opened
      env.close();
      if (e instanceof Error error) {
        throw error;
      }
      throw LmdbErrors.translate(directory, "open the store", e);
    }
  }

  /**
   * LMDB trusts its file, and takes the process down where it is wrong. This reads what LMDB reads
   * when it opens a store, with the list of free pages from which it serves every write, and sees
   * to it that no page in use lies behind the end of the file.
   */
  private void examine() {
    Path data = StoreDirectory.dataFile(directory);
    if (!Files.exists(data)) {
      return; // a new store is being made
    }
    try (DataFile file = DataFile.open(data)) {
      for (int attempt = 1; !isSound(file, attempt == EXAMINATIONS); attempt++) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } catch (IOException e) {
      throw LmdbErrors.translate(directory, "open the store", e);
    }
  }

  /** False when other processes have replaced pages while they were read. */
  private boolean isSound(DataFile file, boolean last) throws IOException {
    Meta meta = file.newestCompleteMeta();
    try {
      Map<String, Tree> trees = file.trees(meta, new PageLedger(), DamageListener.strict());
      for (Tree tree : trees.values()) {
        boolean unused = tree.cursor().next(); // from the root down to a leaf
      }
      Tree metadata = trees.get(METADATA);
      if (metadata != null) {
        metadata.forEach((key, value) -> {}); // a few entries, of which the mark is looked up
      }
      if (!options.readOnly()) {
        requireSoundFreeList(file, meta);
      }
      return true;
    } catch (DamagedFileException e) {
      if (last || file.newestMeta().transactionId() == meta.transactionId()) {
        throw e;
      }
      return false;
    }
  }

  /** Where it changes while it is read, another process writes, and thus can use it. */
  private static void requireSoundFreeList(DataFile file, Meta meta) throws IOException {
    try {
      file.freeList(meta).forEach(new PageLedger(), DamageListener.strict(), page -> {});
    } catch (DamagedFileException e) {
      if (file.newestMeta().transactionId() == meta.transactionId()) {
        throw e;
      }
    }
  }

  private Env<NativeBytes> map() {
    Thread thread = Thread.currentThread();
    ClassLoader context = thread.getContextClassLoader();
    // lmdbjava finds its native library through the context class loader, and a failure to do so
    // would last as long as the JVM.
    thread.setContextClassLoader(Env.class.getClassLoader());
    try {
      return Env.create(NativeBytesProxy.INSTANCE)
          .setMapSize(options.mapSize())
          .setMaxDbs(MAX_DATABASES)
          .setMaxReaders(MAX_READERS)
          .open(directory.toFile(), flags());
    } catch (RuntimeException e) {
      throw ofMapping(e);
    } finally {
      thread.setContextClassLoader(context);
    }
  }

  private RegistryException ofMapping(RuntimeException error) {
    RegistryException translated = LmdbErrors.translate(directory, "open the store", error);
    return translated instanceof PermissionDeniedException && options.readOnly()
        ? new PermissionDeniedException(
            directory.toString(),
            "read data.mdb and write lock.mdb, where readers have to register, in",
            error)
        : translated;
  }

  private EnvFlags[] flags() {
    List<EnvFlags> flags = new ArrayList<>();
    EnvFlags durability = options.durability().flag();
    if (durability != null) {
      flags.add(durability);
    }
    // Readers renew one transaction again and again, on whichever thread has the lane.
    flags.add(EnvFlags.MDB_NOTLS);
    if (options.writeMap()) {
      flags.add(EnvFlags.MDB_WRITEMAP);
    }
    if (options.readOnly()) {
      flags.add(EnvFlags.MDB_RDONLY_ENV);
    }
    return flags.toArray(EnvFlags[]::new);
  }

  /**
   * A map smaller than the one the store has grown to would be full at the next write. One that was
   * enlarged for deletions, or by somebody with another limit, is not adopted further than needed.
   */
  private void adoptGreaterMapSize(Env<NativeBytes> env) {
    env.setMapSize(0);
    long stored = env.info().mapSize;
    if (stored < options.mapSize()) {
      env.setMapSize(options.mapSize());
    } else if (stored > options.maxMapSize()) {
      env.setMapSize(options.maxMapSize()); // LMDB makes it no smaller than what is in use
    }
  }

  /** Another process may enlarge the map at any moment. */
  private Environment.Databases openWhileOthersEnlarge(Env<NativeBytes> env) {
    while (true) {
      adoptGreaterMapSize(env);
      try {
        return openDatabases(env);
      } catch (Dbi.MapResizedException e) {
        // and so once more
      }
    }
  }

  private Environment.Databases openDatabases(Env<NativeBytes> env) {
    if (isEmpty(env)) {
      if (options.readOnly()) {
        throw new NotAStoreException(directory.toString(), "it is empty", null);
      }
      return createDatabases(env);
    }
    @Nullable Dbi<NativeBytes> templates = openExisting(env, TEMPLATES);
    @Nullable Dbi<NativeBytes> metadata = openExisting(env, METADATA);
    @Nullable Dbi<NativeBytes> versionIndex = openExisting(env, VERSION_INDEX);
    if (templates == null || metadata == null || versionIndex == null) {
      throw new NotAStoreException(
          directory.toString(),
          "it is an LMDB environment of another program, without the databases of a template store",
          null);
    }
    try (Txn<NativeBytes> txn = env.txnRead()) {
      StoreFormat.requireKnown(directory, metadata, txn);
    }
    return options.readOnly()
        ? new Environment.Databases(
            templates,
            metadata,
            versionIndex,
            openExisting(env, HISTORY),
            openExisting(env, LABELS),
            openExisting(env, CHANGES))
        : createDatabases(env);
  }

  private static boolean isEmpty(Env<NativeBytes> env) {
    return env.stat().entries == 0;
  }

  private static @Nullable Dbi<NativeBytes> openExisting(Env<NativeBytes> env, String name) {
    try {
      return env.openDbi(name);
    } catch (Dbi.KeyNotFoundException | Dbi.IncompatibleException absent) {
      return null;
    }
  }

  /** In one transaction, so that a crash leaves either none of them or all. */
  private static Environment.Databases createDatabases(Env<NativeBytes> env) {
    try (Txn<NativeBytes> txn = env.txnWrite()) {
      Environment.Databases databases =
          new Environment.Databases(
              create(env, txn, TEMPLATES),
              create(env, txn, METADATA),
              create(env, txn, VERSION_INDEX),
              create(env, txn, HISTORY),
              create(env, txn, LABELS),
              create(env, txn, CHANGES));
      StoreFormat.mark(databases.metadata(), txn);
      StoreFormat.noteTransaction(databases.metadata(), txn);
      txn.commit();
      return databases;
    }
  }

  private static Dbi<NativeBytes> create(Env<NativeBytes> env, Txn<NativeBytes> txn, String name) {
    return env.openDbi(
        txn, name.getBytes(StandardCharsets.UTF_8), null, false, DbiFlags.MDB_CREATE);
  }
}
