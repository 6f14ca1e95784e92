package io.reactiveregistry.webflux;

/** Routes that are offered, or left out, together. */
public enum RouteGroup {
  /** Templates, their versions, lists of them, and what differs between two versions. */
  READING,
  /** Saving, deleting, and going back to an older version. */
  WRITING,
  /** Labels of a template, and releases that move many of them. */
  LABELS,
  /** The changes as they happen. */
  CHANGES,
  /** Saving a stream of templates. */
  IMPORT,
  /** All templates as one stream. */
  EXPORT,
  /** How much the registry holds. */
  STATISTICS
}
