package io.reactiveregistry.reliability.crash;

import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** Compares what a subscriber was told with the log, the log with what was written. */
final class FeedVerdict {

  /** Written last, so that everybody knows where the changes end. */
  private static final TemplateSpec END = TemplateSpec.builder("the-end").build();

  private static final Duration ANSWER = Duration.ofMinutes(1);

  private FeedVerdict() {}

  /**
   * Gives the subscriber its last life, in which it is told the rest. Blocks.
   *
   * @param units how many units the store holds
   * @return what is wrong, or null
   */
  static @Nullable String of(Path store, long seed, int units, FollowedChanges followed) {
    try (LmdbRegistry registry = WriterOptions.builder(store).open()) {
      registry.save(END).block(ANSWER);
      untilTheEnd(registry.changes(followed.resume())).forEach(followed::hear);
      List<TemplateChange> log = untilTheEnd(registry.changes(0));
      String wrong = difference("the log", log, "the subscriber", followed.told());
      if (wrong == null && !followed.violations().isEmpty()) {
        wrong = followed.violations().get(0);
      }
      if (wrong == null) {
        wrong = unaccounted(log, seed, units);
      }
      return wrong != null
          ? wrong
          : difference(
              "the store",
              ReplayedChanges.lines(registry),
              "the replay",
              ReplayedChanges.lines(followed.told()));
    }
  }

  private static List<TemplateChange> untilTheEnd(Flux<TemplateChange> changes) {
    return changes
        .takeUntil(
            change -> change instanceof TemplateChange.Saved saved && saved.id().equals(END.id()))
        .collectList()
        .blockOptional(ANSWER)
        .orElseThrow();
  }

  /** The first difference between two lists, in words. */
  static @Nullable String difference(
      String firstName, List<?> first, String secondName, List<?> second) {
    for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
      Object one = i < first.size() ? first.get(i) : "nothing more";
      Object other = i < second.size() ? second.get(i) : "nothing more";
      if (!one.equals(other)) {
        return "%s has %s where %s has %s".formatted(firstName, one, secondName, other);
      }
    }
    return null;
  }

  /** Whether each unit that changed something is one revision of the log, and nothing else is. */
  static @Nullable String unaccounted(List<TemplateChange> log, long seed, int units) {
    Map<Long, List<TemplateChange>> revisions =
        log.stream()
            .collect(
                Collectors.groupingBy(TemplateChange::revision, TreeMap::new, Collectors.toList()));
    ExpectedState state = new ExpectedState();
    var rest = revisions.entrySet().iterator();
    for (int number = 1; number <= units; number++) {
      WriteUnit unit = WriteUnit.of(seed, number);
      if (!state.changes(unit, 0).isEmpty()) {
        if (!rest.hasNext()) {
          return "unit %d is not in the log".formatted(number);
        }
        var revision = rest.next();
        List<TemplateChange> expected = state.changes(unit, revision.getKey());
        if (expected.size() != revision.getValue().size()
            || !new HashSet<>(expected).equals(new HashSet<>(revision.getValue()))) {
          return "unit %d is told as %s instead of %s"
              .formatted(number, revision.getValue(), expected);
        }
      }
      state.apply(unit);
    }
    var next = rest.next();
    return rest.hasNext() ? "nobody has written " + next.getValue() : null; // but the end
  }
}
