package io.reactiveregistry.benchmarks;

import io.reactiveregistry.TemplateSpec;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes lists of templates into a store that is new in every turn, so that all turns are equal.
 */
final class Saves implements Contender {

  private final String name;
  private final WorkingDirectory workingDirectory;
  private final Writer.Opener opener;
  private final List<List<TemplateSpec>> present;
  private final List<List<TemplateSpec>> written;
  private @Nullable Path directory;
  private @Nullable Writer writer;

  /**
   * Prepares a contender.
   *
   * @param present is in the store already when a turn begins
   * @param written is what is measured, one list after another
   */
  Saves(
      String name,
      WorkingDirectory workingDirectory,
      Writer.Opener opener,
      List<List<TemplateSpec>> present,
      List<List<TemplateSpec>> written) {
    this.name = name;
    this.workingDirectory = workingDirectory;
    this.opener = opener;
    this.present = present;
    this.written = written;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int operations() {
    return written.stream().mapToInt(List::size).sum();
  }

  @Override
  public void prepare() throws Exception {
    directory = workingDirectory.create("saves");
    writer = opener.open(directory);
    present.forEach(writer::write);
  }

  @Override
  public void run(int round) {
    if (writer == null) {
      throw new IllegalStateException(name + " was not prepared");
    }
    written.forEach(writer::write);
  }

  @Override
  public void cleanUp() throws Exception {
    if (writer != null) {
      writer.close();
      writer = null;
    }
    if (directory != null) {
      WorkingDirectory.delete(directory);
      directory = null;
    }
  }
}
