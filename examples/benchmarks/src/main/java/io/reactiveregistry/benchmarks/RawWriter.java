package io.reactiveregistry.benchmarks;

import io.reactiveregistry.TemplateSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;

/** Writes with hand-written code, in one transaction for all or for some at a time. */
final class RawWriter implements Writer {

  private final RawStore store;
  private final BiConsumer<RawStore, List<TemplateSpec>> write;

  private RawWriter(Path directory, BiConsumer<RawStore, List<TemplateSpec>> write)
      throws IOException {
    this.store = new RawStore(directory);
    this.write = write;
  }

  /** One transaction for each list, in the order given. */
  static Opener inBatches() {
    return directory -> new RawWriter(directory, RawStore::save);
  }

  /** One transaction for each list, in the order of the keys, which spares LMDB much work. */
  static Opener inSortedBatches() {
    return directory ->
        new RawWriter(
            directory,
            (store, templates) ->
                store.save(
                    templates.stream().sorted(Comparator.comparing(TemplateSpec::id)).toList()));
  }

  /** One transaction for so many templates. */
  static Opener inGroupsOf(int size) {
    return directory ->
        new RawWriter(
            directory,
            (store, templates) -> {
              for (int first = 0; first < templates.size(); first += size) {
                store.save(templates.subList(first, Math.min(first + size, templates.size())));
              }
            });
  }

  @Override
  public void write(List<TemplateSpec> templates) {
    write.accept(store, templates);
  }

  @Override
  public void close() {
    store.close();
  }
}
