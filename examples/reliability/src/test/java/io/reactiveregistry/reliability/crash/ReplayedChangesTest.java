package io.reactiveregistry.reliability.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

class ReplayedChangesTest {

  @TempDir private Path store;

  @Test
  void leadToWhatTheStoreHolds() {
    try (LmdbRegistry registry = LmdbRegistry.builder(store).open()) {
      Mono.when(
              save(registry, "a", "1"),
              save(registry, "a", "2"),
              save(registry, "b", "1"),
              registry.setLabel("a", "live", "1"),
              registry.setLabel("a", "next", "2"),
              registry.removeLabel("a", "next"),
              registry.setLabel("b", "live", "1"),
              registry.delete("b"),
              save(registry, "c", "1"),
              save(registry, "c", "2"),
              registry.deleteVersion("c", "2"))
          .block();

      List<String> replayed =
          ReplayedChanges.lines(
              Objects.requireNonNull(registry.changes(0).take(12).collectList().block()));

      assertThat(replayed)
          .containsExactly("a 2 [1, 2] {live=1}", "c 1 [1] {}")
          .isEqualTo(ReplayedChanges.lines(registry));
    }
  }

  private static Mono<?> save(LmdbRegistry registry, String id, String version) {
    return registry.save(TemplateSpec.builder(id).version(version).build());
  }
}
