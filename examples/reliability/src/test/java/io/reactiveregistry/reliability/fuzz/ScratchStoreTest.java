package io.reactiveregistry.reliability.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.reliability.ChildJvm;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchStoreTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path directory;

  @Test
  void nothingOfAStoreStaysBehindWhenTheProcessEndsThatStillHasItOpen() throws Exception {
    try (ChildJvm child = ChildJvm.running(Child.class, directory).start()) {
      assertThat(child.readLine()).as(child.errors()).isEqualTo("saved");
      assertThat(child.await(PATIENCE).exitCode()).isZero();
    }

    assertThat(directory).isDirectoryNotContaining("glob:**fuzzed-store-*");
  }

  /** The other process. */
  static final class Child {

    private Child() {}

    public static void main(String[] args) {
      LmdbRegistry registry = LmdbRegistry.builder(ScratchStore.create()).open();
      registry.save(TemplateSpec.builder("a").template("x").build()).block();
      System.out.println("saved");
      System.exit(0);
    }
  }
}
