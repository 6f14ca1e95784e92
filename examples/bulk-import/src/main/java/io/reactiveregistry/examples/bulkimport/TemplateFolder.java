package io.reactiveregistry.examples.bulkimport;

import io.reactiveregistry.TemplateSpec;
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
  public Flux<TemplateSpec> templates(Refusals refusals) {
    return Flux.fromStream(this::files)
        .<TemplateSpec>handle((file, sink) -> parse(file, sink, refusals))
        .onErrorMap(UncheckedIOException.class, error -> unreadable(error.getCause()))
        .subscribeOn(Schedulers.boundedElastic()); // files cannot be read without blocking
  }

  @SuppressWarnings("StreamResourceLeak") // closed by the Flux, however that ends
  private Stream<Path> files() {
    try {
      return Files.walk(folder).filter(this::isTemplate);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private boolean isTemplate(Path file) {
    String name = file.getFileName().toString();
    return !name.startsWith(".")
        && (name.endsWith(".yaml") || name.endsWith(".yml"))
        && Files.isRegularFile(file);
  }

  private void parse(Path file, SynchronousSink<TemplateSpec> sink, Refusals refusals) {
    String name = folder.relativize(file).toString();
    try (InputStream in = Files.newInputStream(file)) {
      // One byte more than a file may have, so that a greater one is seen and refused.
      byte[] yaml = in.readNBytes(YamlTemplates.DEFAULT_MAX_BYTES + 1);
      sink.next(YamlTemplates.parse(yaml, name));
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
