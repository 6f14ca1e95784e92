package io.reactiveregistry.examples.promptserver;

import io.reactiveregistry.Commit;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.yaml.YamlTemplates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The prompts this application ships, as YAML files among its resources.
 *
 * <p>They are read as resources and not as a directory, because in a packaged application they are
 * entries of a jar.
 */
final class SamplePrompts {

  private static final String FILES = "classpath:/prompts/**/*.yaml";

  private SamplePrompts() {}

  /**
   * Saves them, all or nothing, in a registry that was never written to. One that was is left as it
   * is: a prompt that somebody changed or deleted since must not come back.
   *
   * @return how many were saved
   */
  static Mono<Integer> importInto(ReactiveRegistry registry) {
    return registry
        .metadata()
        .filter(metadata -> metadata.lastModified() == null)
        .flatMap(
            untouched ->
                Mono.fromCallable(SamplePrompts::read).subscribeOn(Schedulers.boundedElastic()))
        .flatMap(registry::saveBatch)
        .map(Commit::saved)
        .defaultIfEmpty(0);
  }

  /** Blocks for the reading of the files. */
  static List<TemplateSpec> read() {
    try {
      List<TemplateSpec> prompts = new ArrayList<>();
      for (Resource file : new PathMatchingResourcePatternResolver().getResources(FILES)) {
        prompts.add(
            YamlTemplates.parse(
                file.getContentAsByteArray(), Objects.requireNonNull(file.getFilename())));
      }
      return prompts;
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read the sample prompts of this application", e);
    }
  }
}
