package io.reactiveregistry.reliability.load;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Saves, says so, and keeps all it has saved until there is no memory left. */
final class GreedyWriter {

  static final int LENGTH = 20_000;

  private GreedyWriter() {}

  public static void main(String[] arguments) {
    List<TemplateSpec> kept = new ArrayList<>();
    try (LmdbRegistry registry = LmdbRegistry.builder(Path.of(arguments[0])).open()) {
      while (true) {
        long serial = kept.size() + 1L;
        TemplateSpec spec = Templates.of("greedy" + serial, serial, LENGTH);
        registry.save(spec).block();
        kept.add(spec);
        System.out.println(serial);
      }
    }
  }
}
