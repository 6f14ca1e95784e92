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
 * <p>{@code ChangeFeed}, one thread, follows the log of changes that the writer keeps, and has each
 * {@code ChangeSubscription} tell its subscriber; one that is slow asks the reader lanes.
 *
 * <p>Beside it, {@code StateReader} reads whole states of a store from its file, without LMDB: for
 * {@code StoreCheck}, {@code RepairRun} and {@code SalvageRun}, each on a thread of its own.
 *
 * <p>Only {@link io.reactiveregistry.lmdb.LmdbRegistry}, {@link
 * io.reactiveregistry.lmdb.Maintenance} and the types their methods mention are public. Inside,
 * {@code Environment} is the only class that grows and closes LMDB's environment; {@code Snapshot}
 * and {@code WriteTransaction} are the only ones that touch the databases of a store in use, except
 * for the single entries of a {@code RepairTransaction}. Bytes are copied out of the map inside the
 * transaction, and nothing native leaves these classes.
 */
@NullMarked
package io.reactiveregistry.lmdb;

import org.jspecify.annotations.NullMarked;
