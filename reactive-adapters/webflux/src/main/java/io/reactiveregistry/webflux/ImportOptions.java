package io.reactiveregistry.webflux;

/**
 * The limits of an import.
 *
 * @param body the largest line or document, and how long a client may pause
 * @param maxBatchSize how many templates a batch may have
 * @param maxBatchBytes how many bytes make a batch, however few templates they are
 */
record ImportOptions(RequestBody body, int maxBatchSize, int maxBatchBytes) {}
