package io.reactiveregistry.lmdb;

import static io.reactiveregistry.lmdb.NativeBytes.MEMORY;

import java.util.Arrays;
import java.util.Comparator;
import jnr.ffi.Pointer;
import org.jspecify.annotations.Nullable;
import org.lmdbjava.BufferProxy;

/**
 * Passes addresses and lengths between lmdbjava and native memory. Unlike lmdbjava's own proxies
 * for ByteBuffer it reaches into no JDK internals, so the library works without any JVM option.
 */
final class NativeBytesProxy extends BufferProxy<NativeBytes> {

  static final NativeBytesProxy INSTANCE = new NativeBytesProxy();

  private static final Comparator<NativeBytes> UNSIGNED =
      (left, right) -> Arrays.compareUnsigned(left.toArray(), right.toArray());
  private static final Comparator<NativeBytes> SIGNED =
      (left, right) -> Arrays.compare(left.toArray(), right.toArray());

  private NativeBytesProxy() {}

  @Override
  protected NativeBytes allocate() {
    return new NativeBytes();
  }

  @Override
  protected void deallocate(NativeBytes view) {
    // A view owns no memory.
  }

  @Override
  protected byte[] getBytes(NativeBytes view) {
    return view.toArray();
  }

  @Override
  protected Comparator<NativeBytes> getSignedComparator() {
    return SIGNED;
  }

  @Override
  protected Comparator<NativeBytes> getUnsignedComparator() {
    return UNSIGNED;
  }

  @Override
  protected @Nullable Pointer in(NativeBytes view, Pointer value) {
    MEMORY.putLong(value.address() + STRUCT_FIELD_OFFSET_SIZE, view.length());
    MEMORY.putLong(value.address() + STRUCT_FIELD_OFFSET_DATA, view.address());
    return null; // nothing transient that would have to be kept alive
  }

  @Override
  protected @Nullable Pointer in(NativeBytes view, int size, Pointer value) {
    MEMORY.putLong(value.address() + STRUCT_FIELD_OFFSET_SIZE, size);
    MEMORY.putLong(value.address() + STRUCT_FIELD_OFFSET_DATA, view.address());
    return null;
  }

  @Override
  protected NativeBytes out(NativeBytes view, Pointer value) {
    view.pointTo(
        MEMORY.getLong(value.address() + STRUCT_FIELD_OFFSET_DATA),
        Math.toIntExact(MEMORY.getLong(value.address() + STRUCT_FIELD_OFFSET_SIZE)));
    return view;
  }
}
