package io.reactiveregistry.lmdb;

import io.reactiveregistry.TemplateChange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one unit of writing changes, as those who follow the changes will be told. */
final class UnitChanges {

  private final long revision;
  private final List<TemplateChange> changes = new ArrayList<>(1);

  /**
   * @param revision of the unit, should it change anything
   */
  UnitChanges(long revision) {
    this.revision = revision;
  }

  void saved(String id, String version) {
    changes.add(new TemplateChange.Saved(revision, id, version));
  }

  void deleted(String id) {
    changes.add(new TemplateChange.Deleted(revision, id));
  }

  void versionDeleted(String id, String version) {
    changes.add(new TemplateChange.VersionDeleted(revision, id, version));
  }

  void labelMoved(String id, String label, @Nullable String version) {
    changes.add(new TemplateChange.LabelMoved(revision, id, label, version));
  }

  /** That others have written before, which comes first whatever the unit has changed. */
  void resync() {
    changes.add(0, new TemplateChange.Resync(revision));
  }

  /** Whether the unit has changed something itself. */
  boolean modifies() {
    return !changes.stream().allMatch(TemplateChange.Resync.class::isInstance);
  }

  boolean isEmpty() {
    return changes.isEmpty();
  }

  long revision() {
    return revision;
  }

  List<TemplateChange> toList() {
    return List.copyOf(changes);
  }
}
