package io.reactiveregistry.yaml;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What this instance has written since the last look at the tree, so that the next look can tell
 * its writes from those of others. Not thread-safe.
 */
final class OwnWrites {

  private final Map<Path, Optional<TreeFile.Stamp>> outcomes = new HashMap<>();

  /**
   * @param written the stamp with which each file was left, none where it was deleted
   */
  void add(Map<Path, Optional<TreeFile.Stamp>> written) {
    outcomes.putAll(written);
  }

  void clear() {
    outcomes.clear();
  }

  /** Whether they are all that lies between the last look and this one. */
  boolean explain(TreeIndex last, TreeIndex now) {
    // With as many files as expected, each of them expected, none can be missing.
    return now.paths().size() == expectedSize(last)
        && now.paths().stream().allMatch(path -> expected(last, path).equals(stamp(now, path)));
  }

  private int expectedSize(TreeIndex last) {
    int size = last.paths().size();
    for (Map.Entry<Path, Optional<TreeFile.Stamp>> outcome : outcomes.entrySet()) {
      int before = last.file(outcome.getKey()) == null ? 0 : 1;
      int after = outcome.getValue().isPresent() ? 1 : 0;
      size += after - before;
    }
    return size;
  }

  private Optional<TreeFile.Stamp> expected(TreeIndex last, Path path) {
    Optional<TreeFile.Stamp> written = outcomes.get(path);
    return written != null ? written : stamp(last, path);
  }

  private static Optional<TreeFile.Stamp> stamp(TreeIndex index, Path path) {
    return Optional.ofNullable(index.file(path)).map(TreeFile::stamp);
  }
}
