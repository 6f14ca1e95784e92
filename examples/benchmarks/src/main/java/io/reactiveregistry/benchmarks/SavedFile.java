package io.reactiveregistry.benchmarks;

import io.reactiveregistry.Commit;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.json.TemplateLine;
import io.reactiveregistry.json.TemplateLines;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.nio.file.Path;
import java.util.List;
import reactor.core.publisher.Flux;

/** Reads a file of templates and saves them in the same process. */
final class SavedFile implements Contender, AutoCloseable {

  private final String name;
  private final List<Path> files;
  private final int templates;
  private final LmdbRegistry registry;

  SavedFile(String name, Path store, List<Path> files, int templates) {
    this.name = name;
    this.files = files;
    this.templates = templates;
    this.registry = LmdbRegistry.builder(store).open();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int operations() {
    return templates;
  }

  @Override
  public void run(int round) {
    Flux<TemplateSpec> specs =
        TemplateLines.read(files.get(round % files.size()))
            .cast(TemplateLine.Accepted.class)
            .map(TemplateLine.Accepted::template);
    Completeness.require(
        templates,
        registry
            .saveAll(specs, ImportBenchmark.BATCH_SIZE)
            .map(Commit::saved)
            .reduce(0L, Long::sum)
            .block());
  }

  @Override
  public void close() {
    registry.close();
  }
}
