package io.reactiveregistry.lmdb;

import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.metrics.GroupCommit;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests that the writer took together, with what their transactions have changed: one as a rule,
 * more where a group had to be written one by one.
 */
final class WrittenGroup {

  private final List<WriteRequest> requests;
  private final List<TemplateChange> changes = new ArrayList<>();
  private List<GroupCommit> measured = List.of();
  private int commits;
  private long revision;

  WrittenGroup(List<WriteRequest> requests) {
    this.requests = requests;
  }

  /**
   * Adds a transaction.
   *
   * @param lastRevision the revision of the last unit in it, 0 if that is not certain
   */
  void add(List<TemplateChange> changed, long lastRevision) {
    changes.addAll(changed);
    commits++;
    revision = Math.max(revision, lastRevision);
  }

  /** Adds what was measured of a transaction. */
  void add(GroupCommit commit) {
    if (measured.isEmpty()) {
      measured = new ArrayList<>(1);
    }
    measured.add(commit);
  }

  /** What was measured of its transactions; empty where nothing is. */
  List<GroupCommit> measured() {
    return measured;
  }

  List<WriteRequest> requests() {
    return requests;
  }

  List<TemplateChange> changes() {
    return List.copyOf(changes);
  }

  int commits() {
    return commits;
  }

  long revision() {
    return revision;
  }
}
