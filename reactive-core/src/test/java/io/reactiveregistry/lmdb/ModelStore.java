package io.reactiveregistry.lmdb;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.codec.StoredInteger;
import io.reactiveregistry.codec.TemplateEncoder;
import io.reactiveregistry.model.Store;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** A store of LMDB for the model check. */
final class ModelStore implements Store {

  /** So small that a batch which the model draws does not fit. */
  private static final int SMALL_MAP = 4 << 20;

  /**
   * Room for what is replaced while a reader still looks at it: how much that is depends on how
   * long the machine lets a reader wait, not on what is stored.
   */
  private static final int MAP_FOR_SEVERAL = 1 << 30;

  /** The checksum's key as MessagePack text; the checksum follows it. */
  private static final byte[] CHECKSUM_KEY = "\u00A6crc32c".getBytes(StandardCharsets.ISO_8859_1);

  private final Path directory;
  private final int maxMapSize;

  private ModelStore(Path directory, int maxMapSize) {
    this.directory = directory;
    this.maxMapSize = maxMapSize;
  }

  /** For one client at a time, who finds it full sometimes. */
  static ModelStore small(Path directory) {
    return new ModelStore(directory, SMALL_MAP);
  }

  /** For several clients at a time, none of whom finds it full. */
  static ModelStore forSeveral(Path directory) {
    return new ModelStore(directory, MAP_FOR_SEVERAL);
  }

  @Override
  public ReactiveRegistry open() {
    return LmdbRegistry.builder(directory)
        .mapSize(128 << 10)
        .maxMapSize(maxMapSize)
        .durability(Durability.NO_SYNC)
        .changeLogCapacity(1_000) // so that old changes give way, and the map suffices
        .readerThreads(2)
        .open();
  }

  @Override
  public void saveByAnother(TemplateSpec spec) {
    try (RawStore raw = RawStore.openWithoutSync(directory, maxMapSize)) {
      raw.put("templates", spec.id(), withoutChecksum(spec));
      raw.put("version_index", spec.id() + ":" + spec.version(), spec.id());
      touch(raw, 1);
    }
  }

  @Override
  public void deleteByAnother(TemplateSpec spec) {
    try (RawStore raw = RawStore.openWithoutSync(directory, maxMapSize)) {
      raw.delete("templates", spec.id());
      raw.delete("version_index", spec.id() + ":" + spec.version());
      touch(raw, -1);
    }
  }

  /** The original's way of counting, which is wrong when a template is replaced. */
  private static void touch(RawStore raw, int difference) {
    byte[] stored = raw.get("metadata", "count");
    long count = stored == null ? 0 : StoredInteger.decode(stored);
    raw.put("metadata", "count", StoredInteger.encode(Math.max(0, count + difference)));
    raw.put("metadata", "last_modified", StoredInteger.encode(1_700_000_000));
  }

  private static byte[] withoutChecksum(TemplateSpec spec) {
    byte[] record = TemplateEncoder.encode(spec);
    for (int at = record.length - CHECKSUM_KEY.length; ; at--) {
      if (Arrays.equals(
          record, at, at + CHECKSUM_KEY.length, CHECKSUM_KEY, 0, CHECKSUM_KEY.length)) {
        byte[] body = Arrays.copyOf(record, at);
        body[0]--;
        return body;
      }
    }
  }
}
