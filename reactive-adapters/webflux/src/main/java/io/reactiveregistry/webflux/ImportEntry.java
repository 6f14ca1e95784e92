package io.reactiveregistry.webflux;

/**
 * What stands for one template in the body of an import.
 *
 * @param line where it begins, counted from 1
 * @param bytes what stands there; nothing when it is too long
 * @param tooLong whether it had more bytes than are taken
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ImportEntry(long line, byte[] bytes, boolean tooLong) {}
