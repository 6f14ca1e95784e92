package io.reactiveregistry.reliability.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskTest {

  private static final int CRASHES = 200;
  private static final int SECTOR = 512;
  private static final Recording.Call NOTHING = new Recording.Mark(1);

  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = directory.resolve("disk");
  }

  @Test
  void whatIsSyncedStays() throws IOException {
    try (Disk disk = new Disk(file, true)) {
      disk.complete(write(0, 'a', false));
      disk.complete(new Recording.Sync());

      assertThat(crashes(disk, NOTHING)).containsExactly("aa");
    }
  }

  @Test
  void whatIsNotSyncedIsThereAbsentOrTornIntoSectors() throws IOException {
    try (Disk disk = new Disk(file, true)) {
      disk.complete(write(0, 'a', false));
      disk.complete(new Recording.Sync());
      disk.complete(write(0, 'b', false));

      assertThat(crashes(disk, NOTHING)).containsExactlyInAnyOrder("aa", "bb", "ab", "ba");
    }
  }

  @Test
  void theCallUnderWayMayHaveDoneItsWork() throws IOException {
    try (Disk disk = new Disk(file, true)) {
      disk.complete(write(0, 'a', true));

      assertThat(crashes(disk, write(2 * SECTOR, 'b', true)))
          .contains("aa", "aabb", "aab", "aa0b")
          .hasSize(4);
    }
  }

  @Test
  void aDiskThatIgnoresSyncsKeepsOnlyWhatTheCallItselfMadeDurable() throws IOException {
    try (Disk disk = new Disk(file, false)) {
      disk.complete(write(0, 'a', true));
      disk.complete(write(2 * SECTOR, 'b', false));
      disk.complete(new Recording.Sync());

      assertThat(crashes(disk, NOTHING)).contains("aa", "aabb");
    }
  }

  private static Recording.Write write(int offset, char content, boolean durable) {
    byte[] bytes = new byte[2 * SECTOR];
    Arrays.fill(bytes, (byte) content);
    return new Recording.Write(offset, bytes, durable);
  }

  /** The first byte of each sector, 0 where none was written, for many crashes. */
  private Set<String> crashes(Disk disk, Recording.Call call) throws IOException {
    Set<String> found = new HashSet<>();
    for (int i = 0; i < CRASHES; i++) {
      disk.crash(call, random);
      found.add(sectors());
      disk.heal(call);
    }
    return found;
  }

  private String sectors() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    StringBuilder sectors = new StringBuilder();
    for (int at = 0; at < bytes.length; at += SECTOR) {
      sectors.append(bytes[at] == 0 ? '0' : (char) bytes[at]);
    }
    return sectors.toString();
  }
}
