package io.reactiveregistry.reliability.crash;

import io.reactiveregistry.LabelMove;
import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.TemplateSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a store must hold after some units, in the lines in which {@link StoreDump} tells it. */
final class ExpectedState {

  private final NavigableMap<String, Template> templates = new TreeMap<>();

  /** Does what the registry does; a unit that names something absent is refused. */
  void apply(WriteUnit unit) {
    if (!isRefused(unit)) {
      unit.saves().forEach(this::save);
      unit.deletes().forEach(templates::remove);
      unit.moves().forEach(this::move);
    }
  }

  /** What the registry tells of a unit that comes now; the templates of a batch in any order. */
  List<TemplateChange> changes(WriteUnit unit, long revision) {
    List<TemplateChange> changes = new ArrayList<>();
    if (!isRefused(unit)) {
      unit.saves()
          .forEach(s -> changes.add(new TemplateChange.Saved(revision, s.id(), s.version())));
      unit.deletes().forEach(id -> changes.add(new TemplateChange.Deleted(revision, id)));
      unit.moves().stream()
          .filter(move -> !Objects.equals(place(move), move.version()))
          .forEach(
              move ->
                  changes.add(
                      new TemplateChange.LabelMoved(
                          revision, move.id(), move.label(), move.version())));
    }
    return changes;
  }

  private boolean isRefused(WriteUnit unit) {
    return !templates.keySet().containsAll(unit.deletes())
        || unit.moves().stream().anyMatch(this::isRefused);
  }

  private boolean isRefused(LabelMove move) {
    if (move.version() == null) {
      return place(move) == null;
    }
    Template template = templates.get(move.id());
    return template == null || !template.versions.containsKey(move.version());
  }

  private @Nullable String place(LabelMove move) {
    Template template = templates.get(move.id());
    return template == null ? null : template.labels.get(move.label());
  }

  private void save(TemplateSpec spec) {
    Template before = templates.getOrDefault(spec.id(), Template.NONE);
    NavigableMap<String, String> versions = new TreeMap<>(before.versions);
    versions.put(spec.version(), StoreDump.fingerprint(spec));
    templates.put(spec.id(), new Template(spec.version(), versions, before.labels));
  }

  private void move(LabelMove move) {
    Template before = Objects.requireNonNull(templates.get(move.id()));
    NavigableMap<String, String> labels = new TreeMap<>(before.labels);
    if (move.version() == null) {
      labels.remove(move.label());
    } else {
      labels.put(move.label(), move.version());
    }
    templates.put(move.id(), new Template(before.current, before.versions, labels));
  }

  ExpectedState copy() {
    ExpectedState copy = new ExpectedState();
    copy.templates.putAll(templates);
    return copy;
  }

  /** Every template with its versions and labels, then their number. */
  List<String> lines() {
    List<String> lines = new ArrayList<>(templates.size() + 1);
    templates.forEach(
        (id, template) ->
            lines.add(StoreDump.line(id, template.current, template.versions, template.labels)));
    lines.add(StoreDump.countLine(templates.size()));
    return lines;
  }

  /** The first difference in words, or null when a store that told these lines holds all of it. */
  @Nullable String difference(List<String> actual) {
    List<String> expected = lines();
    for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
      String wanted = i < expected.size() ? expected.get(i) : "nothing more";
      String found = i < actual.size() ? actual.get(i) : "nothing more";
      if (!wanted.equals(found)) {
        return "expected '%s', found '%s'".formatted(wanted, found);
      }
    }
    return null;
  }

  /** Its maps are never changed. */
  private record Template(
      String current, NavigableMap<String, String> versions, NavigableMap<String, String> labels) {

    private static final Template NONE = new Template("", new TreeMap<>(), new TreeMap<>());
  }
}
