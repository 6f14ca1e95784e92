package io.reactiveregistry.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;

/** Reads what others write. Whoever writes an id gives it ever greater numbers. */
final class Watcher {

  private final RandomGenerator random;
  private final List<String> ids;
  private final Map<String, Long> seen = new HashMap<>();

  Watcher(RandomGenerator random, List<String> prefixes) {
    this.random = random;
    this.ids = prefixes.stream().flatMap(prefix -> Vocabulary.ids(prefix).stream()).toList();
  }

  void watch(ReactiveRegistry registry, AtomicBoolean ended) {
    try (registry) {
      while (!ended.get()) {
        String id = ids.get(random.nextInt(ids.size()));
        TemplateSpec spec = registry.find(id).block(Answer.TIMEOUT);
        if (spec != null) {
          long number = Draft.numberOf(spec);
          Long last = seen.put(id, number);
          assertThat(number).as("number of %s", id).isGreaterThanOrEqualTo(last == null ? 0 : last);
        }
        Group.requireAllOrNone(registry);
      }
    }
  }
}
