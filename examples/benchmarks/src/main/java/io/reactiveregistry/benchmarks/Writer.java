package io.reactiveregistry.benchmarks;

import io.reactiveregistry.TemplateSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes templates into a store in one particular way. */
interface Writer extends AutoCloseable {

  /** Returns once the templates are on disk. */
  void write(List<TemplateSpec> templates);

  @Override
  void close();

  /** Opens a store in a directory. */
  @FunctionalInterface
  interface Opener {
    Writer open(Path directory) throws IOException;
  }
}
