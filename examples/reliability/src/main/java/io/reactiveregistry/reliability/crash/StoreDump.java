package io.reactiveregistry.reliability.crash;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Everything in a registry as lines of text, so that processes can compare it. */
final class StoreDump {

  private static final int FINGERPRINT_LENGTH = 20;

  private StoreDump() {}

  /** Reads every version of every template. Blocks. */
  static List<String> of(ReactiveRegistry registry) {
    return Flux.concat(
            registry.listIds().concatMap(id -> line(registry, id)),
            registry.count().map(StoreDump::countLine))
        .collectList()
        .blockOptional()
        .orElseThrow();
  }

  private static Mono<String> line(ReactiveRegistry registry, String id) {
    return registry
        .load(id)
        .flatMap(
            current ->
                registry
                    .listVersions(id)
                    .concatMap(version -> registry.load(id, version))
                    .collectList()
                    .zipWith(
                        registry.labels(id),
                        (versions, labels) -> line(current, versions, labels)));
  }

  private static String line(
      TemplateSpec current, List<TemplateSpec> versions, Map<String, String> labels) {
    NavigableMap<String, String> fingerprints = new TreeMap<>();
    versions.forEach(spec -> fingerprints.put(spec.version(), fingerprint(spec)));
    return fingerprint(current).equals(fingerprints.get(current.version()))
        ? line(current.id(), current.version(), fingerprints, labels)
        : "%s is not the same when loaded by its version %s"
            .formatted(current.id(), current.version());
  }

  static String line(
      String id, String current, Map<String, String> versions, Map<String, String> labels) {
    return "%s %s %s %s".formatted(id, current, versions, labels);
  }

  static String countLine(long count) {
    return "%d templates".formatted(count);
  }

  static String fingerprint(TemplateSpec spec) {
    return spec.contentHash().substring(0, FINGERPRINT_LENGTH);
  }
}
