package io.reactiveregistry.lmdb;

import java.util.List;

/**
 * Changes that follow each other, read in one transaction.
 *
 * @param end the position of who has seen them; where nothing followed them, it is behind the last
 *     revision that was looked at
 * @param following how many changes follow them
 */
record ChangePage(List<LoggedChange> changes, ChangePosition end, long following) {

  /** Whether nothing follows them. */
  boolean last() {
    return following == 0;
  }
}
