package io.reactiveregistry.reliability.load;

import io.reactiveregistry.reliability.ChildJvm;
import io.reactiveregistry.reliability.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Opens copies of a store for reading where nothing can be written. Needs root. */
final class ReadOnlyPlaces {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Run run;
  private final Path store;
  private final Findings findings;

  ReadOnlyPlaces(Run run, Path store, Findings findings) {
    this.run = run;
    this.store = store;
    this.findings = findings;
  }

  /** What became of it, in words. */
  String check() throws IOException, InterruptedException {
    if (!"root".equals(System.getProperty("user.name"))) {
      return "read-only places not tried (needs root)";
    }
    return "on a read-only file system "
        + onFileSystem()
        + ", in a read-only directory "
        + inDirectory();
  }

  private String onFileSystem() throws IOException, InterruptedException {
    Path mounted = run.newDirectory("mounted");
    command("mount", "-t", "tmpfs", "-o", "size=256m", "tmpfs", mounted.toString());
    try {
      copyTo(mounted);
      command("mount", "-o", "remount,ro", mounted.toString());
      String outcome = outcomeOf(mounted, List.of());
      findings.expect(outcome.equals("read"), "on a read-only file system: " + outcome);
      return outcome;
    } finally {
      command("umount", mounted.toString());
    }
  }

  /** LMDB needs to write its lock file there, so a clear refusal is as good. */
  private String inDirectory() throws IOException, InterruptedException {
    Path directory = run.newDirectory("unwritable");
    copyTo(directory);
    for (Path path = directory; path != null; path = path.getParent()) {
      if (!Files.getPosixFilePermissions(path)
          .containsAll(PosixFilePermissions.fromString("r-xr-xr-x"))) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
    String outcome =
        outcomeOf(
            directory, List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    findings.expect(
        outcome.equals("read") || outcome.contains("PermissionDeniedException"),
        "in a read-only directory: " + outcome);
    return outcome.equals("read") ? outcome : "refused";
  }

  private void copyTo(Path target) throws IOException {
    try (Stream<Path> files = Files.list(store)) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
  }

  private String outcomeOf(Path directory, List<String> wrapper)
      throws IOException, InterruptedException {
    Path scratch = run.newDirectory("scratch");
    Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwxrwxrwx"));
    try (ChildJvm child =
        ChildJvm.running(PeerProcess.class, scratch)
            .within(wrapper.toArray(String[]::new))
            .arguments(directory, "reader", 1, 1, false, true)
            .start()) {
      String line = child.readLine();
      child.println("stop");
      String errors = child.errors();
      child.await(LIMIT);
      return line == null ? "ended: " + errors : line.startsWith("ack") ? "read" : line;
    }
  }

  private static void command(String... words) throws IOException, InterruptedException {
    int exitCode = new ProcessBuilder(words).inheritIO().start().waitFor();
    if (exitCode != 0) {
      throw new IOException(String.join(" ", words) + " ended with " + exitCode);
    }
  }
}
