package io.reactiveregistry.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OwnWritesTest {

  private static final Path A = Path.of("a.yaml");
  private static final Path B = Path.of("b.yaml");

  private final OwnWrites writes = new OwnWrites();

  @Test
  void explainATreeThatIsAsItWas() {
    assertThat(writes.explain(tree(Map.of(A, stamp(1))), tree(Map.of(A, stamp(1))))).isTrue();
  }

  @Test
  void explainWhatTheyHaveCreatedReplacedAndDeleted() {
    writes.add(Map.of(B, Optional.of(stamp(2))));
    assertThat(writes.explain(tree(Map.of(A, stamp(1))), tree(Map.of(A, stamp(1), B, stamp(2)))))
        .isTrue();

    writes.add(Map.of(A, Optional.of(stamp(3)), B, Optional.empty()));
    assertThat(writes.explain(tree(Map.of(A, stamp(1))), tree(Map.of(A, stamp(3))))).isTrue();
  }

  @Test
  void doNotExplainWhatOthersHaveCreatedReplacedOrDeleted() {
    TreeIndex last = tree(Map.of(A, stamp(1)));

    assertThat(writes.explain(last, tree(Map.of(A, stamp(1), B, stamp(1))))).isFalse();
    assertThat(writes.explain(last, tree(Map.of(A, stamp(2))))).isFalse();
    assertThat(writes.explain(last, tree(Map.of()))).isFalse();
    assertThat(writes.explain(last, tree(Map.of(B, stamp(1))))).isFalse();
  }

  @Test
  void doNotExplainWhatOthersHaveDoneToThem() {
    TreeIndex last = tree(Map.of(A, stamp(1)));
    writes.add(Map.of(A, Optional.of(stamp(2)), B, Optional.of(stamp(2))));

    assertThat(writes.explain(last, tree(Map.of(A, stamp(2), B, stamp(3))))).isFalse();
    assertThat(writes.explain(last, tree(Map.of(A, stamp(1), B, stamp(2))))).isFalse();
    assertThat(writes.explain(last, tree(Map.of(A, stamp(2))))).isFalse();
  }

  @Test
  void explainNothingOnceTheyAreForgotten() {
    writes.add(Map.of(B, Optional.of(stamp(2))));
    writes.clear();

    assertThat(writes.explain(tree(Map.of(A, stamp(1))), tree(Map.of(A, stamp(1), B, stamp(2)))))
        .isFalse();
  }

  private static TreeIndex tree(Map<Path, TreeFile.Stamp> stamps) {
    Map<Path, TreeFile> files = new TreeMap<>();
    stamps.forEach(
        (path, stamp) ->
            files.put(
                path, new TreeFile(path, stamp, Instant.EPOCH, path.toString(), List.of(), null)));
    return new TreeIndex(files, List.of());
  }

  private static TreeFile.Stamp stamp(long millis) {
    return new TreeFile.Stamp(FileTime.fromMillis(millis), 1, "inode");
  }
}
