package io.reactiveregistry.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.codec.TemplateDecoder;
import org.jspecify.annotations.Nullable;
import org.lmdbjava.Dbi;
import org.lmdbjava.Env;
import org.lmdbjava.Txn;

/**
 * Reads templates as fast as hand-written blocking code can: the transaction is renewed rather than
 * begun, and buffers and decoder are reused. For one thread at a time.
 */
final class RawReader implements AutoCloseable {

  private final Dbi<NativeBytes> templates;
  private final Txn<NativeBytes> transaction;
  private final NativeBytes key = new NativeBytes(512);
  private final TemplateDecoder decoder = new TemplateDecoder();
  private byte[] record = new byte[4096];

  RawReader(Env<NativeBytes> env, Dbi<NativeBytes> templates) {
    this.templates = templates;
    transaction = env.txnRead();
    transaction.reset();
  }

  TemplateSpec load(String id) {
    int length = read(id);
    return decoder.decode(id, record, 0, length);
  }

  private int read(String id) {
    transaction.renew();
    try {
      @Nullable NativeBytes value = templates.get(transaction, key.fill(id.getBytes(UTF_8)));
      if (value == null) {
        throw new IllegalStateException("no template " + id);
      }
      record = value.copy(record);
      return value.size();
    } finally {
      transaction.reset();
    }
  }

  @Override
  public void close() {
    // Only a live transaction gives its slot back when closed.
    transaction.renew();
    transaction.close();
    key.close();
  }
}
