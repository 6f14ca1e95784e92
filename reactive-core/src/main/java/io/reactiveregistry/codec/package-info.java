/**
 * Templates as bytes, and back.
 *
 * <p>A record is a MessagePack map with the keys {@code id, version, description, template, inputs,
 * metadata} in this order, as the Python original writes it. Records of this library end with one
 * more key, {@code crc32c}: the CRC-32C (RFC 3720) of all bytes before that key. The original's
 * reader ignores it.
 *
 * <p>Bytes are not trusted: whatever is wrong with them, decoding ends in a {@link
 * io.reactiveregistry.error.CorruptTemplateException}, in time and memory proportional to their
 * number.
 */
@NullMarked
package io.reactiveregistry.codec;

import org.jspecify.annotations.NullMarked;
