package io.reactiveregistry.benchmarks;

import java.util.Comparator;
import jnr.ffi.Pointer;
import org.lmdbjava.BufferProxy;
import org.lmdbjava.DbiFlags;

/**
 * Lets lmdbjava work on {@link NativeBytes}: the fastest way that needs no flag of the Java virtual
 * machine, and thus the one an honest baseline takes.
 */
final class NativeBytesProxy extends BufferProxy<NativeBytes> {

  @Override
  protected NativeBytes allocate() {
    return new NativeBytes();
  }

  @Override
  protected void deallocate(NativeBytes buffer) {
    // A view owns nothing.
  }

  @Override
  protected byte[] getBytes(NativeBytes buffer) {
    return buffer.toByteArray();
  }

  @Override
  protected Comparator<NativeBytes> getComparator(DbiFlags... flags) {
    return NativeBytes.UNSIGNED;
  }

  @Override
  protected Comparator<NativeBytes> getSignedComparator() {
    return NativeBytes.UNSIGNED;
  }

  @Override
  protected Comparator<NativeBytes> getUnsignedComparator() {
    return NativeBytes.UNSIGNED;
  }

  @Override
  protected Pointer in(NativeBytes buffer, Pointer value) {
    value.putLong(STRUCT_FIELD_OFFSET_SIZE, buffer.size());
    value.putLong(STRUCT_FIELD_OFFSET_DATA, buffer.address());
    return value;
  }

  @Override
  protected Pointer in(NativeBytes buffer, int size, Pointer value) {
    value.putLong(STRUCT_FIELD_OFFSET_SIZE, size);
    return value;
  }

  @Override
  protected NativeBytes out(NativeBytes buffer, Pointer value) {
    buffer.pointTo(
        value.getLong(STRUCT_FIELD_OFFSET_DATA),
        Math.toIntExact(value.getLong(STRUCT_FIELD_OFFSET_SIZE)));
    return buffer;
  }
}
