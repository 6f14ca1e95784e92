package io.reactiveregistry.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.codec.TemplateEncoder;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawStoreTest {

  @TempDir private Path directory;

  @Test
  void loadsWhatItSaved() throws Exception {
    try (RawStore store = new RawStore(directory)) {
      List<TemplateSpec> templates = SampleTemplates.shuffled(0, 100, 0);
      store.save(templates);

      RawReader reader = store.newReader();

      assertThat(templates).allSatisfy(it -> assertThat(reader.load(it.id())).isEqualTo(it));
    }
  }

  @Test
  void keepsTemplatesThatOutgrowItsBuffers() throws Exception {
    TemplateSpec large = TemplateSpec.builder("large").template("x".repeat(100_000)).build();
    try (RawStore store = new RawStore(directory)) {
      store.save(List.of(large));

      assertThat(store.newReader().load("large")).isEqualTo(large);
    }
  }

  @Test
  void writesAStoreThatTheRegistryReads() throws Exception {
    TemplateSpec template = SampleTemplates.template(1, 0);
    try (RawStore store = new RawStore(directory)) {
      store.save(List.of(template));
    }

    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      assertThat(registry.load(template.id()).block()).isEqualTo(template);
      assertThat(registry.count().block()).isEqualTo(1);
    }
  }

  @Test
  void writesTemplatesOfAboutTheSizeThatIsQuoted() {
    assertThat(TemplateEncoder.encode(SampleTemplates.template(99_999, 0)))
        .hasSizeBetween(400, 500);
  }
}
