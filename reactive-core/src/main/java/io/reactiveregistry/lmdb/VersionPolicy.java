package io.reactiveregistry.lmdb;

/**
 * What becomes of versions.
 *
 * @param immutable whether a version that exists keeps its body
 * @param kept how many versions of a template are kept, the current one included
 */
record VersionPolicy(boolean immutable, int kept) {

  static final int ALL = Integer.MAX_VALUE;
}
