package io.reactiveregistry.reliability.crash;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.TemplateChange.Deleted;
import io.reactiveregistry.TemplateChange.LabelMoved;
import io.reactiveregistry.TemplateChange.Saved;
import io.reactiveregistry.TemplateChange.VersionDeleted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import reactor.core.publisher.Mono;

/** What somebody knows of a store who has been told nothing but its changes. */
final class ReplayedChanges {

  private final NavigableMap<String, Template> templates = new TreeMap<>();

  static List<String> lines(List<TemplateChange> changes) {
    ReplayedChanges replayed = new ReplayedChanges();
    changes.forEach(replayed::apply);
    List<String> lines = new ArrayList<>();
    replayed.templates.forEach(
        (id, template) ->
            lines.add(line(id, template.current, template.versions, template.labels)));
    return lines;
  }

  /** The same of the store itself. Blocks. */
  static List<String> lines(ReactiveRegistry registry) {
    return registry
        .listIds()
        .concatMap(
            id ->
                Mono.zip(
                        registry.load(id),
                        registry.listVersions(id).collectList(),
                        registry.labels(id))
                    .map(all -> line(id, all.getT1().version(), all.getT2(), all.getT3())))
        .collectList()
        .blockOptional()
        .orElseThrow();
  }

  private static String line(
      String id, String current, Collection<String> versions, Map<String, String> labels) {
    return "%s %s %s %s".formatted(id, current, versions, labels);
  }

  private void apply(TemplateChange change) {
    if (change instanceof Saved saved) {
      Template template = templates.computeIfAbsent(saved.id(), id -> new Template());
      template.current = saved.version();
      template.versions.add(saved.version());
    } else if (change instanceof Deleted deleted) {
      templates.remove(deleted.id());
    } else if (change instanceof VersionDeleted deleted) {
      of(deleted.id()).versions.remove(deleted.version());
    } else if (change instanceof LabelMoved moved) {
      String version = moved.version();
      if (version == null) {
        of(moved.id()).labels.remove(moved.label());
      } else {
        of(moved.id()).labels.put(moved.label(), version);
      }
    }
  }

  private Template of(String id) {
    return Objects.requireNonNull(templates.get(id), id);
  }

  private static final class Template {

    private final SortedSet<String> versions = new TreeSet<>();
    private final NavigableMap<String, String> labels = new TreeMap<>();
    private String current = "";
  }
}
