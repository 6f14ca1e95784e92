package io.reactiveregistry.lmdb;

/**
 * How far somebody has followed the changes.
 *
 * @param revision the last revision of which some changes are known
 * @param seen how many of its changes, {@link #ALL} when there are no more
 */
record ChangePosition(long revision, int seen) implements Comparable<ChangePosition> {

  static final int ALL = Integer.MAX_VALUE;

  /** Behind all changes of the revision. */
  static ChangePosition behind(long revision) {
    return new ChangePosition(revision, ALL);
  }

  @Override
  public int compareTo(ChangePosition other) {
    int order = Long.compare(revision, other.revision);
    return order != 0 ? order : Integer.compare(seen, other.seen);
  }
}
