package io.reactiveregistry.lmdb;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * Teaches BlockHound about this engine, found by it through {@link java.util.ServiceLoader}: LMDB's
 * own calls block although nothing in them parks a thread, and the threads of this package may do
 * what they are there for, while the subscribers that run on them may not block.
 */
public final class LmdbBlockHoundIntegration implements BlockHoundIntegration {

  /** For {@link java.util.ServiceLoader}. */
  public LmdbBlockHoundIntegration() {}

  @Override
  public void applyTo(BlockHound.Builder builder) {
    builder
        .markAsBlocking(
            "org.lmdbjava.Env",
            "txn",
            "(Lorg/lmdbjava/Txn;[Lorg/lmdbjava/TxnFlags;)Lorg/lmdbjava/Txn;")
        .markAsBlocking("org.lmdbjava.Env", "sync", "(Z)V")
        .markAsBlocking("org.lmdbjava.Env", "copy", "(Ljava/io/File;[Lorg/lmdbjava/CopyFlags;)V")
        .markAsBlocking("org.lmdbjava.Env", "close", "()V")
        .markAsBlocking(
            "org.lmdbjava.Env$Builder",
            "open",
            "(Ljava/io/File;I[Lorg/lmdbjava/EnvFlags;)Lorg/lmdbjava/Env;")
        .markAsBlocking("org.lmdbjava.Txn", "commit", "()V")
        .markAsBlocking("org.lmdbjava.Txn", "renew", "()V")
        .allowBlockingCallsInside(Inbox.class.getName(), "await")
        .allowBlockingCallsInside(ReaderLane.class.getName(), "answer")
        .allowBlockingCallsInside(Snapshot.class.getName(), "close")
        .allowBlockingCallsInside(ChangeFeed.class.getName(), "await")
        .allowBlockingCallsInside(ChangeFeed.class.getName(), "rest")
        .allowBlockingCallsInside(ChangeFeed.class.getName(), "read");
  }
}
