package io.reactiveregistry.spring.boot;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/** A byte of a file that another process has locked. LMDB locks the one of its process's id. */
final class LockedByte implements AutoCloseable {

  private static final String LOCKED = "locked";

  private final Process process;

  private LockedByte(Process process) {
    this.process = process;
  }

  static LockedByte byAnotherProcess(Path file, long position) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockedByte.class.getName(),
                file.toString(),
                String.valueOf(position))
            .redirectErrorStream(true)
            .start();
    String line =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    if (!LOCKED.equals(line)) {
      process.destroyForcibly();
      throw new IOException("It could not be locked: " + line);
    }
    return new LockedByte(process);
  }

  boolean isHeld() {
    return process.isAlive();
  }

  /** The other process; it ends when its input does. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws IOException {
    try (FileChannel file =
            FileChannel.open(
                Path.of(arguments[0]), StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = file.lock(Long.parseLong(arguments[1]), 1, false)) {
      System.out.println(lock.isValid() ? LOCKED : "not locked");
      int end = System.in.read();
      System.out.println(end);
    }
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
