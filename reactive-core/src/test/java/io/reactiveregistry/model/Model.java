package io.reactiveregistry.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.reactiveregistry.IdRange;
import io.reactiveregistry.TemplateSpec;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a registry holds, in plain maps: for each id its current template, and the versions kept.
 *
 * <p>Other programs know nothing of the versions kept. They replace a template without keeping it,
 * and delete it without deleting what was kept; nobody sees that until they save the id again.
 */
final class Model {

  private static final Comparator<String> BY_BYTES =
      (left, right) -> Arrays.compareUnsigned(left.getBytes(UTF_8), right.getBytes(UTF_8));

  private final NavigableMap<String, TemplateSpec> current = new TreeMap<>(BY_BYTES);
  private final Map<String, Map<String, TemplateSpec>> kept = new HashMap<>();
  private boolean written;

  @Nullable TemplateSpec find(String id) {
    return current.get(id);
  }

  @Nullable TemplateSpec find(String id, String version) {
    TemplateSpec spec = current.get(id);
    return spec == null || spec.version().equals(version) ? spec : keptOf(id).get(version);
  }

  List<String> versions(String id) {
    TemplateSpec spec = current.get(id);
    if (spec == null) {
      return List.of();
    }
    NavigableSet<String> versions = new TreeSet<>(Vocabulary.orderOfVersions());
    versions.addAll(keptOf(id).keySet());
    versions.add(spec.version());
    return List.copyOf(versions);
  }

  List<String> ids(IdRange range) {
    String after = range.after();
    return current.keySet().stream()
        .filter(id -> id.startsWith(range.prefix()))
        .filter(id -> after == null || BY_BYTES.compare(id, after) > 0)
        .toList();
  }

  Set<String> ids() {
    return current.keySet();
  }

  Answer.Described describe() {
    return new Answer.Described(current.size(), written);
  }

  Answer.Written save(Collection<TemplateSpec> specs) {
    for (TemplateSpec spec : specs) {
      TemplateSpec replaced = current.put(spec.id(), spec);
      Map<String, TemplateSpec> versions = kept.computeIfAbsent(spec.id(), id -> new HashMap<>());
      if (replaced == null) {
        versions.clear();
      } else {
        versions.put(replaced.version(), replaced);
      }
      versions.remove(spec.version());
    }
    written |= !specs.isEmpty();
    return new Answer.Written(specs.size(), 0);
  }

  Answer.Written delete(Collection<String> ids) {
    ids.forEach(current::remove);
    ids.forEach(kept::remove);
    written |= !ids.isEmpty();
    return new Answer.Written(0, ids.size());
  }

  void saveByAnother(TemplateSpec spec) {
    current.put(spec.id(), spec);
    written = true;
  }

  void deleteByAnother(String id) {
    current.remove(id);
    written = true;
  }

  private Map<String, TemplateSpec> keptOf(String id) {
    return kept.getOrDefault(id, Map.of());
  }
}
