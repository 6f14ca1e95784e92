package io.reactiveregistry.lmdb;

import io.reactiveregistry.datafile.DamagedFileException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts problems and remembers the first ones of each kind. */
final class ProblemCollector {

  private final Map<Problem.Kind, Long> counts = new EnumMap<>(Problem.Kind.class);
  private final List<Problem> listed = new ArrayList<>();

  void add(Problem problem) {
    if (counts.merge(problem.kind(), 1L, Long::sum) <= Problems.MAX_LISTED) {
      listed.add(problem);
    }
  }

  /**
   * Adds a page that is damaged.
   *
   * @param place the database, or what else the page belongs to
   * @param page its number, or {@link DamagedFileException#NO_PAGE}
   */
  void addDamagedPage(String place, long page, String reason) {
    String location =
        page == DamagedFileException.NO_PAGE ? place : "page %d (%s)".formatted(page, place);
    add(new Problem(Problem.Kind.DAMAGED_PAGE, location, reason, false));
  }

  boolean isEmpty() {
    return counts.isEmpty();
  }

  Problems problems() {
    return new Problems(counts, listed);
  }
}
