/**
 * The record format: templates as MessagePack, readable by other languages.
 *
 * <p>A record is one map with the keys {@code id, version, description, template, inputs, metadata}
 * in this order, and last {@code crc32c}, the CRC-32C of all bytes before that key. An input is a
 * map of {@code type, required, default} and, only where there is one, {@code description}.
 * Integers take their smallest form, floats are float64, texts are str. Records without a checksum,
 * as other writers of this format leave them, are read too.
 */
@NullMarked
package io.reactiveregistry.codec;

import org.jspecify.annotations.NullMarked;
