package io.reactiveregistry.reliability.crash;

import io.reactiveregistry.datafile.DamageListener;
import io.reactiveregistry.datafile.DataFile;
import io.reactiveregistry.datafile.Meta;
import io.reactiveregistry.datafile.PageLedger;
import io.reactiveregistry.datafile.Tree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32C;

/** Everything in a data file as one number, read without LMDB, which might die of it. */
final class StoreDigest {

  private final CRC32C checksum = new CRC32C();

  private StoreDigest() {}

  /**
   * Validates the file as an opening does and reads all of it.
   *
   * @throws IOException when anything is damaged
   */
  static long of(Path file) throws IOException {
    StoreDigest digest = new StoreDigest();
    try (DataFile data = DataFile.open(file)) {
      Meta meta = data.newestCompleteMeta();
      PageLedger ledger = new PageLedger();
      for (Map.Entry<String, Tree> tree :
          data.trees(meta, ledger, DamageListener.strict()).entrySet()) {
        digest.add(tree.getKey().getBytes(StandardCharsets.UTF_8));
        tree.getValue().forEach(digest::add);
      }
      data.freeList(meta).forEach(ledger, DamageListener.strict(), page -> {});
    }
    return digest.checksum.getValue();
  }

  private void add(byte[]... texts) {
    for (byte[] text : texts) {
      checksum.update(text.length >>> 16);
      checksum.update(text.length >>> 8);
      checksum.update(text.length);
      checksum.update(text);
    }
  }
}
