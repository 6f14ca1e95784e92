/**
 * LMDB's data file, read without LMDB.
 *
 * <p>LMDB maps its file and trusts it: a truncated or damaged one ends the process. This package
 * reads the same file with plain, bounded reads, so that it can be examined before LMDB maps it,
 * and whatever it holds: what is wrong with it becomes a {@code DamagedFileException} or a report
 * to a {@code DamageListener}, never more. It knows the format of LMDB 0.9 on a 64-bit machine of
 * this byte order, and nothing of templates.
 *
 * <pre>
 *   DataFile: two meta pages --&gt; Meta: one transaction's state --&gt; Tree: one database of it --&gt; TreeCursor, TreeLookup
 * </pre>
 *
 * <p>Public only for the engine in {@code io.reactiveregistry.lmdb}; no user of a registry needs
 * it, and it may change with every version.
 */
@NullMarked
package io.reactiveregistry.datafile;

import org.jspecify.annotations.NullMarked;
