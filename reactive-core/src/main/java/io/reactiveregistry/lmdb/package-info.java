/**
 * The engine: templates in an LMDB environment, read and written without blocking the callers.
 *
 * <pre>
 *   caller                 reader lanes (ReaderLane, one thread each)
 *   load, list, count ---&gt; Inbox ---&gt; Snapshot: renew, answer all that waits, reset ---&gt; signal
 *
 *   caller                 Writer (one thread)                              Completions (one thread)
 *   encode, save, delete -&gt; Inbox -&gt; WriteTransaction: one commit for all that waits -&gt; signal
 * </pre>
 *
 * <p>Only {@link io.reactiveregistry.lmdb.LmdbRegistry} and the types its methods mention are
 * public. Inside, {@code Environment} is the only class that opens, grows and closes LMDB's
 * environment; {@code Snapshot} and {@code WriteTransaction} are the only ones that touch its
 * databases. Bytes are copied out of the map inside the transaction, and nothing native leaves
 * these classes.
 */
@NullMarked
package io.reactiveregistry.lmdb;

import org.jspecify.annotations.NullMarked;
