package io.reactiveregistry.vault;

/**
 * What reads of versions or labels of one template are begun under. A write that may concern all of
 * them ends it, and with it whatever was read under it, cached already or not.
 */
final class Lease {

  private volatile boolean ended;

  void end() {
    ended = true;
  }

  boolean hasEnded() {
    return ended;
  }
}
