package io.reactiveregistry.reliability.crash;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** The numbers that this process shares with the library that stands before the C library. */
final class FaultControl {

  static final String ENVIRONMENT_VARIABLE = "DATA_FILE_FAULTS";

  private static final int CALLS = 0;
  private static final int AT = 8;
  private static final int KIND = 16;
  private static final int STICKY = 24;
  private static final int STRUCK = 32;
  private static final int SIZE = 40;

  private final MappedByteBuffer numbers;

  private FaultControl(MappedByteBuffer numbers) {
    this.numbers = numbers;
  }

  static FaultControl at(Path file) throws IOException {
    try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
      opened.setLength(SIZE);
      MappedByteBuffer numbers = opened.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, SIZE);
      numbers.order(ByteOrder.nativeOrder());
      return new FaultControl(numbers);
    }
  }

  /** Begins a round; nothing may write meanwhile. */
  void arm(Fault fault) {
    numbers.putLong(AT, 0);
    numbers.putLong(CALLS, 0);
    numbers.putLong(STRUCK, 0);
    numbers.putLong(KIND, fault.kind().code());
    numbers.putLong(STICKY, fault.sticky() ? 1 : 0);
    numbers.putLong(AT, fault.at());
  }

  /** From now on no call fails. */
  void heal() {
    numbers.putLong(AT, 0);
  }

  /** How many calls there have been since the round began. */
  long calls() {
    return numbers.getLong(CALLS);
  }

  /** How many of them have met the fault. */
  long struck() {
    return numbers.getLong(STRUCK);
  }
}
