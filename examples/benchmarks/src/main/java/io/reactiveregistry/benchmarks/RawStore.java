package io.reactiveregistry.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.codec.StoredInteger;
import io.reactiveregistry.codec.TemplateEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.lmdbjava.Dbi;
import org.lmdbjava.DbiFlags;
import org.lmdbjava.Env;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.Txn;

/**
 * The store one would write by hand on lmdbjava: the same three databases, the same records, no
 * checks, and calls that block. One thread writes.
 */
final class RawStore implements AutoCloseable {

  private static final long MAP_SIZE = 8L << 30;
  private static final int MAXIMUM_READERS = 126;
  private static final byte[] COUNT = "count".getBytes(UTF_8);
  private static final byte[] LAST_MODIFIED = "last_modified".getBytes(UTF_8);

  private final Env<NativeBytes> env;
  private final Dbi<NativeBytes> templates;
  private final Dbi<NativeBytes> metadata;
  private final Dbi<NativeBytes> versionIndex;
  private final NativeBytes key = new NativeBytes(512);
  private final NativeBytes value = new NativeBytes(4096);
  private final Queue<RawReader> readers = new ConcurrentLinkedQueue<>();

  RawStore(Path directory) throws IOException {
    Files.createDirectories(directory);
    env =
        Env.create(new NativeBytesProxy())
            .setMapSize(MAP_SIZE)
            .setMaxDbs(3)
            .setMaxReaders(MAXIMUM_READERS)
            .open(directory.toFile(), EnvFlags.MDB_NOTLS);
    templates = env.openDbi("templates", DbiFlags.MDB_CREATE);
    metadata = env.openDbi("metadata", DbiFlags.MDB_CREATE);
    versionIndex = env.openDbi("version_index", DbiFlags.MDB_CREATE);
  }

  /** Writes templates in the order given, in one transaction, and waits until they are on disk. */
  void save(Iterable<TemplateSpec> specs) {
    try (Txn<NativeBytes> transaction = env.txnWrite()) {
      for (TemplateSpec spec : specs) {
        byte[] id = spec.id().getBytes(UTF_8);
        byte[] versionKey = (spec.id() + ':' + spec.version()).getBytes(UTF_8);
        templates.put(transaction, key.fill(id), value.fill(TemplateEncoder.encode(spec)));
        versionIndex.put(transaction, key.fill(versionKey), value.fill(id));
      }
      put(transaction, COUNT, templates.stat(transaction).entries);
      put(transaction, LAST_MODIFIED, Instant.now().getEpochSecond());
      transaction.commit();
    }
  }

  private void put(Txn<NativeBytes> transaction, byte[] name, long number) {
    metadata.put(transaction, key.fill(name), value.fill(StoredInteger.encode(number)));
  }

  /** A new reader, for one thread at a time; closed with the store. */
  RawReader newReader() {
    RawReader reader = new RawReader(env, templates);
    readers.add(reader);
    return reader;
  }

  /** Closes the store; no thread may be reading any more. */
  @Override
  public void close() {
    readers.forEach(RawReader::close);
    key.close();
    value.close();
    env.close();
  }
}
