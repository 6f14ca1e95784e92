package io.reactiveregistry.contract;

import static java.util.Objects.requireNonNull;

import io.reactiveregistry.TemplateOrder;
import io.reactiveregistry.TemplateSpec;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** One template of the reference: all its versions, which of them is current, and its labels. */
final class StoredTemplate {

  private final String id;
  private final NavigableMap<String, TemplateSpec> versions =
      new TreeMap<>(TemplateOrder.versions());
  private final NavigableMap<String, String> labels = new TreeMap<>(TemplateOrder.ids());
  private String current;

  StoredTemplate(TemplateSpec first) {
    id = first.id();
    current = first.version();
    save(first);
  }

  String id() {
    return id;
  }

  TemplateSpec current() {
    return version(current);
  }

  boolean has(String version) {
    return versions.containsKey(version);
  }

  /** The body of a version that it has. */
  TemplateSpec version(String version) {
    return requireNonNull(versions.get(version), version);
  }

  List<String> versions() {
    return List.copyOf(versions.keySet());
  }

  /** The version on which each label stands, as it is now. */
  Map<String, String> labels() {
    return Collections.unmodifiableMap(new TreeMap<>(labels));
  }

  List<String> labelsOf(String version) {
    return labels.keySet().stream().filter(label -> version.equals(labels.get(label))).toList();
  }

  void save(TemplateSpec spec) {
    versions.put(spec.version(), spec);
    current = spec.version();
  }

  /** Makes a version that it has the current one. */
  void makeCurrent(String version) {
    current = version;
  }

  boolean isCurrent(String version) {
    return version.equals(current);
  }

  boolean hasOtherVersions() {
    return versions.size() > 1;
  }

  /** Deletes one of several versions, the labels that stand on it, too. */
  void deleteVersion(String version) {
    labels.keySet().removeAll(labelsOf(version));
    versions.remove(version);
    if (isCurrent(version)) {
      current = versions.lastKey();
    }
  }

  void setLabels(Map<String, String> places) {
    labels.clear();
    labels.putAll(places);
  }
}
