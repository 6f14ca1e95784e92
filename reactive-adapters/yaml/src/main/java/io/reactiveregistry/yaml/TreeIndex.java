package io.reactiveregistry.yaml;

import io.reactiveregistry.AuditableRegistry.Finding;
import io.reactiveregistry.AuditableRegistry.Severity;
import io.reactiveregistry.IdRange;
import io.reactiveregistry.TemplateOrder;
import io.reactiveregistry.error.InvalidTemplateException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which file holds which id, as it was at one look at the tree. Immutable. */
final class TreeIndex {

  private final Map<Path, TreeFile> files;
  private final List<Finding> walkFindings;
  private final NavigableMap<String, TreeFile> served = new TreeMap<>(TemplateOrder.ids());
  private final NavigableMap<String, List<Path>> ambiguous = new TreeMap<>(TemplateOrder.ids());

  /**
   * @param files in the order of their paths
   * @param walkFindings what could not be looked at
   */
  TreeIndex(Map<Path, TreeFile> files, List<Finding> walkFindings) {
    this.files = files;
    this.walkFindings = walkFindings;
    for (TreeFile file : files.values()) {
      if (file.id() != null) {
        add(file.id(), file);
      }
    }
    served.keySet().removeAll(ambiguous.keySet());
  }

  private void add(String id, TreeFile file) {
    TreeFile other = served.putIfAbsent(id, file);
    if (other != null) {
      ambiguous
          .computeIfAbsent(id, first -> new ArrayList<>(List.of(other.path())))
          .add(file.path());
    }
  }

  @Nullable TreeFile file(Path path) {
    return files.get(path);
  }

  Collection<Path> paths() {
    return files.keySet();
  }

  /** The file that alone holds this id, if there is one. */
  @Nullable TreeFile served(String id) {
    return served.get(id);
  }

  /**
   * @throws InvalidTemplateException when several files hold this id, naming them
   */
  void requireUnambiguous(String id) {
    List<Path> paths = ambiguous.get(id);
    if (paths != null) {
      throw new InvalidTemplateException("id", ambiguity(id, paths));
    }
  }

  private static String ambiguity(String id, List<Path> paths) {
    return "the id '%s' stands in %s, so none of them is served; give all but one another id"
        .formatted(id, paths.stream().map(Path::toString).collect(Collectors.joining(" and ")));
  }

  long count() {
    return served.size();
  }

  /** The first ids of a range, up to a limit. */
  List<String> ids(IdRange range, int limit) {
    String after = range.after();
    boolean resumed = after != null && TemplateOrder.ids().compare(after, range.prefix()) > 0;
    return served
        .tailMap(resumed ? Objects.requireNonNull(after) : range.prefix(), !resumed)
        .keySet()
        .stream()
        .takeWhile(id -> id.startsWith(range.prefix()))
        .filter(range::contains)
        .limit(limit)
        .toList();
  }

  /** When the newest of the files was modified, or null when there is none. */
  @Nullable Instant lastModified() {
    return files.values().stream()
        .map(file -> file.stamp().modified().toInstant())
        .max(Instant::compareTo)
        .orElse(null);
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>(walkFindings);
    for (TreeFile file : files.values()) {
      InvalidTemplateException failure = file.failure();
      if (failure != null) {
        findings.add(new Finding(Severity.ERROR, failure.path(), failure.reason()));
      }
      for (UnknownField unknown : file.unknownFields()) {
        findings.add(
            new Finding(
                Severity.WARNING,
                file.path() + ":" + unknown.line(),
                ("the field '%s' is unknown, so its value is not served;"
                        + " correct its name, or put it under metadata")
                    .formatted(unknown.field())));
      }
    }
    ambiguous.forEach(
        (id, paths) ->
            findings.add(
                new Finding(Severity.ERROR, paths.get(0).toString(), ambiguity(id, paths))));
    return findings;
  }
}
