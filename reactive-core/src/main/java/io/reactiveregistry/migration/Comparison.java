package io.reactiveregistry.migration;

import io.reactiveregistry.AuditableRegistry.Finding;
import io.reactiveregistry.TemplateSpec;
import java.util.List;

/**
 * What became of comparing one id.
 *
 * @param id the id
 * @param verdict how the two sides stand to each other
 * @param differing the versions that the target lacks or has otherwise, oldest first; when there
 *     are any, the current one is the last of them, even if only older ones differ
 * @param failures the versions of the source that could not be read
 */
record Comparison(
    String id, Verdict verdict, List<TemplateSpec> differing, List<Finding> failures) {

  enum Verdict {
    SAME,
    DIFFERENT,
    ONLY_IN_SOURCE,
    ONLY_IN_TARGET,
    /** The current version of the source could not be read. */
    UNREADABLE
  }

  static Comparison onlyInTarget(String id) {
    return new Comparison(id, Verdict.ONLY_IN_TARGET, List.of(), List.of());
  }

  static Comparison unreadable(String id, Finding failure) {
    return new Comparison(id, Verdict.UNREADABLE, List.of(), List.of(failure));
  }

  boolean inSource() {
    return verdict != Verdict.ONLY_IN_TARGET;
  }

  boolean needsSaving() {
    return !differing.isEmpty();
  }
}
