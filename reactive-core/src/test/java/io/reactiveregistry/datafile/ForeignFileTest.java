package io.reactiveregistry.datafile;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What LMDB 0.9 did not write on this kind of machine is said to be foreign, and why. */
class ForeignFileTest {

  private static final int MAGIC = 0xBEEFC0DE;

  @TempDir Path directory;

  @Test
  void aText() throws Exception {
    refuses("Not a store, ".repeat(1000).getBytes(StandardCharsets.UTF_8), "does not begin");
  }

  @Test
  void randomBytes() throws Exception {
    byte[] bytes = new byte[100_000];
    new Random(1).nextBytes(bytes);
    refuses(bytes, "does not begin");
  }

  @Test
  void zeros() throws Exception {
    refuses(new byte[100_000], "does not begin");
  }

  @Test
  void aFileOfTheOtherByteOrder() throws Exception {
    refuses(changed(file -> file.putInt(16, Integer.reverseBytes(MAGIC))), "byte order");
  }

  @Test
  void aFileOfASmallerMachine() throws Exception {
    refuses(changed(file -> file.putInt(12, MAGIC).putInt(16, 1)), "32-bit");
  }

  @Test
  void aFileOfAnotherVersion() throws Exception {
    refuses(changed(file -> file.putInt(20, 2)), "version 2");
  }

  @Test
  void aPageSizeThatLmdbDoesNotHave() throws Exception {
    refuses(changed(file -> file.putInt(40, 4095)), "4095");
    refuses(changed(file -> file.putInt(40, 1 << 20)), "1048576");
    refuses(changed(file -> file.putInt(40, 0)), "0 bytes");
    refuses(changed(file -> file.putInt(40, -4096)), "-4096");
  }

  @Test
  void onlyTheFirstPageBeingOverwrittenIsDamage() throws Exception {
    Path file =
        Files.write(directory.resolve("file"), changed(bytes -> bytes.put(0, new byte[4096])));
    try (DataFile damaged = DataFile.open(file)) {
      assertThatExceptionOfType(DamagedFileException.class)
          .isThrownBy(damaged::newestMeta)
          .withMessageContaining("page 0");
    }
  }

  private void refuses(byte[] bytes, String reason) throws IOException {
    // Not one file for all: the second meta page of a good one would still be there.
    Path file = Files.createTempFile(directory, "file", null);
    Files.write(file, wipedSecondMeta(bytes));
    assertThatExceptionOfType(ForeignFileException.class)
        .isThrownBy(() -> DataFile.open(file))
        .withMessageContaining(reason);
  }

  private static byte[] wipedSecondMeta(byte[] bytes) {
    byte[] copy = bytes.clone();
    ByteBuffer.wrap(copy).position(4096).put(new byte[32]);
    return copy;
  }

  private byte[] changed(Consumer<ByteBuffer> change) throws IOException {
    Path store = Files.createTempDirectory(directory, "store");
    try (RealEnvironment environment = RealEnvironment.open(store)) {
      environment.put("records", "key", new byte[10]);
      byte[] bytes = Files.readAllBytes(environment.file());
      change.accept(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()));
      return bytes;
    }
  }
}
