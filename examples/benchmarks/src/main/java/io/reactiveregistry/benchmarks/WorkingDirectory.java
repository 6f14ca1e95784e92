package io.reactiveregistry.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory for the stores of a run, deleted when closed. */
final class WorkingDirectory implements AutoCloseable {

  private final Path root;

  private WorkingDirectory(Path root) {
    this.root = root;
  }

  /** Creates one inside a directory, and that directory too where it is missing. */
  static WorkingDirectory in(Path parent) throws IOException {
    Files.createDirectories(parent);
    return new WorkingDirectory(Files.createTempDirectory(parent, "stores-"));
  }

  /** A new, empty directory. */
  Path create(String name) throws IOException {
    return Files.createTempDirectory(root, name + "-");
  }

  /** Deletes a directory with all that is in it. */
  static void delete(Path directory) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(directory)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }

  @Override
  public void close() throws IOException {
    delete(root);
  }
}
