package io.reactiveregistry.lmdb;

import io.reactiveregistry.TemplateChange;

/**
 * A change with its place in the log.
 *
 * @param index how many changes of the same revision come before it
 */
record LoggedChange(TemplateChange change, int index) {

  boolean isAfter(ChangePosition position) {
    long revision = change.revision();
    return revision > position.revision()
        || (revision == position.revision() && index >= position.seen());
  }

  /** The position of who has seen it. */
  ChangePosition position() {
    return new ChangePosition(change.revision(), index + 1);
  }
}
