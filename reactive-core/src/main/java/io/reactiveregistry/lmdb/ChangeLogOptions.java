package io.reactiveregistry.lmdb;

import java.time.Duration;

/**
 * How changes are told.
 *
 * @param capacity how many changes are kept, 0 for none
 * @param detection within which time a write by another process is noticed
 */
record ChangeLogOptions(int capacity, Duration detection) {}
