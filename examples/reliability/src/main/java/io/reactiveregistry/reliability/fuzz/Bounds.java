package io.reactiveregistry.reliability.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Limits of time and memory that every input has to keep. */
final class Bounds {

  private static final long NANOS = 1_000_000_000;

  /** What a parser turns over for small inputs, most of it garbage at once. */
  private static final long BYTES = 16 << 20;

  private static final long BYTES_FOR_EACH_BYTE = 64;

  /** What loading classes and compiling them costs is paid once. */
  private static final int ATTEMPTS = 3;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Bounds() {}

  /**
   * Does the work, which takes less than a second of the processor, and for each byte of the input
   * no more than 64 bytes of memory beyond 16 MiB.
   */
  static void keptBy(Runnable work, int inputLength) {
    long allowed = BYTES + BYTES_FOR_EACH_BYTE * inputLength;
    for (int attempt = 1; ; attempt++) {
      long bytes = THREADS.getCurrentThreadAllocatedBytes();
      long nanos = THREADS.getCurrentThreadCpuTime();
      work.run();
      nanos = THREADS.getCurrentThreadCpuTime() - nanos;
      bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
      if (nanos < NANOS && bytes < allowed) {
        return;
      }
      if (attempt == ATTEMPTS) {
        throw new AssertionError(
            "an input of %,d bytes takes %,d ms and %,d bytes of memory; %,d are allowed"
                .formatted(inputLength, nanos / 1_000_000, bytes, allowed));
      }
    }
  }
}
