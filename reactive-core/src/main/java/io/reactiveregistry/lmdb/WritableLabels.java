package io.reactiveregistry.lmdb;

import io.reactiveregistry.TemplateOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The labels inside a write transaction: where each of them stands. */
final class WritableLabels {

  private final Table labels;

  WritableLabels(Table labels) {
    this.labels = labels;
  }

  /** The version on which the label stands, or null when there is no such label. */
  @Nullable String versionOf(String id, String label) {
    byte[] version = labels.get(Keys.ofLabel(id, label));
    return version == null ? null : Keys.toText(version);
  }

  /** The labels that stand on a version, in their order. */
  List<String> on(String id, String version) {
    return labels.namesOf(id).stream()
        .filter(label -> version.equals(versionOf(id, label)))
        .sorted(TemplateOrder.ids())
        .toList();
  }

  void put(String id, String label, String version, UnitChanges changes) {
    labels.put(Keys.ofLabel(id, label), version.getBytes(StandardCharsets.UTF_8));
    changes.labelMoved(id, label, version);
  }

  void remove(String id, String label, UnitChanges changes) {
    labels.delete(Keys.ofLabel(id, label));
    changes.labelMoved(id, label, null);
  }

  /** Removes the labels of a template that is gone, of which nobody has to be told one by one. */
  void deleteAllOf(String id) {
    labels.deleteAllOf(id);
  }
}
