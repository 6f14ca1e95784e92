package io.reactiveregistry.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.IdRange;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** A few templates that are only saved together and deleted together. */
final class Group {

  private static final String PREFIX = "group/";
  private static final List<String> IDS = Stream.of("1", "2", "3").map(PREFIX::concat).toList();

  private Group() {}

  static void saveAndDelete(ReactiveRegistry registry, int times, AtomicBoolean ended) {
    try (registry) {
      for (int i = 0; i < times && !ended.get(); i++) {
        int number = i;
        List<TemplateSpec> specs =
            IDS.stream().map(id -> new Draft(id, "1.0.0", number).spec()).toList();
        registry.saveBatch(specs).block(Answer.TIMEOUT);
        registry.deleteBatch(IDS).block(Answer.TIMEOUT);
      }
    }
  }

  /** A short listing is one page, and a page is one moment. */
  static void requireAllOrNone(ReactiveRegistry registry) {
    List<String> seen =
        registry.listIds(IdRange.prefix(PREFIX)).collectList().block(Answer.TIMEOUT);
    assertThat(seen).as("members of the group at one moment").isIn(List.of(), IDS);
  }
}
