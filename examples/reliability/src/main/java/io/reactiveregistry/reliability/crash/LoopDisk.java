package io.reactiveregistry.reliability.crash;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.reactiveregistry.reliability.SkippedException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file system of its own (ext4) in a file, which may be filled and shut down at will. */
final class LoopDisk implements AutoCloseable {

  private static final int ATTEMPTS = 50;
  private static final long PAUSE_MILLIS = 100;

  private final Path image;
  private final Path mountPoint;
  private final Thread unmounting = new Thread(this::detach);
  private boolean mounted;

  private LoopDisk(Path image, Path mountPoint) {
    this.image = image;
    this.mountPoint = mountPoint;
  }

  /**
   * Makes and mounts one.
   *
   * @throws SkippedException when this machine or user cannot
   */
  static LoopDisk create(Path directory, long bytes) throws IOException, SkippedException {
    if (!"root".equals(System.getProperty("user.name"))) {
      throw new SkippedException("it mounts file systems, which needs root");
    }
    for (String command : List.of("mkfs.ext4", "losetup", "mount", "umount")) {
      Native.requireCommand(command, command + " (apt-get install e2fsprogs mount)");
    }
    Path image = directory.resolve("disk.img");
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(bytes);
    }
    run("mkfs.ext4", "-q", "-F", "-m", "0", image.toString());
    LoopDisk disk = new LoopDisk(image, Files.createDirectory(directory.resolve("disk")));
    try {
      disk.mount();
    } catch (IOException e) {
      throw new SkippedException("no file system can be mounted here: " + e.getMessage());
    }
    Runtime.getRuntime().addShutdownHook(disk.unmounting);
    return disk;
  }

  /** Somebody who ends this program midway is not left with a mounted file system. */
  private void detach() {
    Native.runUnchecked("umount", "-l", mountPoint.toString());
  }

  Path root() {
    return mountPoint;
  }

  void mount() throws IOException {
    // The loop device goes with the mount, also when this process does not live to unmount it.
    run("mount", "-o", "loop", image.toString(), mountPoint.toString());
    mounted = true;
  }

  /** Unmounts it; processes that were killed may need a moment to let go of it. */
  void unmount() throws IOException {
    for (int attempt = 1; mounted; attempt++) {
      try {
        run("umount", mountPoint.toString());
        mounted = false;
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        pause();
      }
    }
  }

  /** Mounts it again, which replays its journal. */
  void remount() throws IOException {
    unmount();
    mount();
  }

  @Override
  public void close() throws IOException {
    Runtime.getRuntime().removeShutdownHook(unmounting);
    try {
      unmount();
    } catch (IOException busy) {
      detach();
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for a file system", e);
    }
  }

  @CanIgnoreReturnValue
  private static String run(String... command) throws IOException {
    return Native.run(command);
  }
}
