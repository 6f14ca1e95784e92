package io.reactiveregistry.examples.bulkimport;

import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.StorageException;
import io.reactiveregistry.yaml.YamlTemplates;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;

/**
 * A folder of YAML files with one template in each, and the folders within it. Unlike a {@code
 * YamlRegistry} it knows no file but the one at hand, so there may be any number of them.
 */
final class TemplateFolder implements TemplateSource {

  private final Path folder;

  TemplateFolder(Path folder) {
    this.folder = folder;
  }

  @Override
  public OptionalLong count() {
    return OptionalLong.empty();
  }

  @Override
  public Flux<FoundTemplate> templates(Refusals refusals) {
    return Flux.defer(() -> read(new FolderWalk(realFolder(), refusals), refusals))
        .onErrorMap(UncheckedIOException.class, error -> unreadable(error.getCause()))
        .subscribeOn(Schedulers.boundedElastic()); // files cannot be read without blocking
  }

  private static Flux<FoundTemplate> read(FolderWalk walk, Refusals refusals) {
    return Flux.fromStream(() -> files(walk))
        .handle((file, sink) -> parse(file, walk.name(file), sink, refusals));
  }

  /** The folder may be given as a link, which a walk would not enter. */
  private Path realFolder() {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Closed by the Flux, however that ends. */
  private static Stream<Path> files(FolderWalk walk) {
    try {
      return walk.files();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void parse(
      Path file, String name, SynchronousSink<FoundTemplate> sink, Refusals refusals) {
    try (InputStream in = Files.newInputStream(file)) {
      // One byte more than a file may have, so that a greater one is seen and refused.
      byte[] yaml = in.readNBytes(YamlTemplates.DEFAULT_MAX_BYTES + 1);
      sink.next(new FoundTemplate(name, YamlTemplates.parse(yaml, name)));
    } catch (InvalidTemplateException e) {
      refusals.add(e.path(), e.reason());
    } catch (IOException e) {
      refusals.add(name, "it cannot be read: " + e.getMessage());
    }
  }

  private StorageException unreadable(@Nullable Throwable error) {
    return new StorageException(folder.toString(), "read the folder", error);
  }
}
