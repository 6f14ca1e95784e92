package io.reactiveregistry.lmdb;

import io.reactiveregistry.error.NotAStoreException;
import io.reactiveregistry.error.PermissionDeniedException;
import io.reactiveregistry.error.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lmdbjava.Dbi;
import org.lmdbjava.DbiFlags;
import org.lmdbjava.Env;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.Txn;

/** Opens a store: checks what lies at the path, maps it, and opens or creates its databases. */
final class StoreOpener {

  static final String DATA_FILE = "data.mdb";

  private static final String TEMPLATES = "templates";
  private static final String METADATA = "metadata";
  private static final String VERSION_INDEX = "version_index";
  private static final String HISTORY = "history";

  /** Room for the databases above and some of later versions of this library. */
  private static final int MAX_DATABASES = 16;

  /** Slots for the reader threads of all processes that use the store at once. */
  private static final int MAX_READERS = 512;

  // LMDB's meta page: a page header of 16 bytes, then the magic number and the version.
  private static final int META_MAGIC_OFFSET = 16;
  private static final int META_MAGIC = 0xBEEFC0DE;

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
    boolean isNew = prepareDirectory();
    Env<NativeBytes> env = map();
    try {
      adoptGreaterMapSize(env);
      env.readerCheck();
      Environment.Databases databases = openDatabases(env);
      if (isNew) {
        syncDirectory();
      }
      return new Environment(options, env, databases);
    } catch (RuntimeException e) {
      env.close();
      throw LmdbErrors.translate(directory, "open the store", e);
    }
  }

  /**
   * @return whether there is no store yet
   */
  private boolean prepareDirectory() {
    Path data = directory.resolve(DATA_FILE);
    try {
      if (Files.exists(directory) && !Files.isDirectory(directory)) {
        throw new NotAStoreException(directory.toString(), "it is a file, not a directory", null);
      }
      if (Files.exists(data)) {
        requireLmdbFile(data);
        return false;
      }
      if (options.readOnly()) {
        throw new NotAStoreException(directory.toString(), "there is no data.mdb in it", null);
      }
      Files.createDirectories(directory);
      return true;
    } catch (AccessDeniedException e) {
      throw new PermissionDeniedException(
          directory.toString(), options.readOnly() ? "read" : "read and write", e);
    } catch (IOException e) {
      requireNoFileAbove(e);
      throw new StorageException(directory.toString(), "open the store", e);
    }
  }

  private void requireNoFileAbove(IOException cause) {
    for (Path path = directory; path != null; path = path.getParent()) {
      if (Files.isRegularFile(path)) {
        throw new NotAStoreException(
            directory.toString(), "%s is a file, not a directory".formatted(path), cause);
      }
    }
  }

  private void requireLmdbFile(Path data) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(data)) {
      head = in.readNBytes(META_MAGIC_OFFSET + Integer.BYTES);
    }
    if (head.length == 0) {
      return; // LMDB makes a new store of an empty file
    }
    if (head.length < META_MAGIC_OFFSET + Integer.BYTES
        || ByteBuffer.wrap(head).order(ByteOrder.nativeOrder()).getInt(META_MAGIC_OFFSET)
            != META_MAGIC) {
      throw new NotAStoreException(
          directory.toString(), "its data.mdb is not a file of LMDB on this kind of machine", null);
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
      throw LmdbErrors.translate(directory, "open the store", e);
    } finally {
      thread.setContextClassLoader(context);
    }
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

  /** A map smaller than the one the store has grown to would be full at the next write. */
  private void adoptGreaterMapSize(Env<NativeBytes> env) {
    env.setMapSize(0);
    if (env.info().mapSize < options.mapSize()) {
      env.setMapSize(options.mapSize());
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
    return options.readOnly()
        ? new Environment.Databases(templates, metadata, versionIndex, openExisting(env, HISTORY))
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
              create(env, txn, HISTORY));
      txn.commit();
      return databases;
    }
  }

  private static Dbi<NativeBytes> create(Env<NativeBytes> env, Txn<NativeBytes> txn, String name) {
    return env.openDbi(
        txn, name.getBytes(StandardCharsets.UTF_8), null, false, DbiFlags.MDB_CREATE);
  }

  /** LMDB syncs the files it creates, but not the directory that names them. */
  private void syncDirectory() {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      throw new StorageException(directory.toString(), "sync the directory", e);
    }
  }
}
