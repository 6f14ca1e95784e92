package io.reactiveregistry.metrics;

/**
 * One transaction that was committed, with the writes of all who were waiting.
 *
 * @param units how many writes it held; a batch is one, and so is one that was refused in it
 * @param bytes what they took while they waited, as {@code writeQueueBytes} counts it
 * @param transactionNanos from the beginning of the transaction to its end, in nanoseconds
 * @param commitNanos the part of it in which the storage made it permanent, in nanoseconds
 */
public record GroupCommit(int units, long bytes, long transactionNanos, long commitNanos) {}
