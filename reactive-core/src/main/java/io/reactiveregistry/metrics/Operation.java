package io.reactiveregistry.metrics;

/** What a registry does for one subscriber, and how that is measured. */
public enum Operation {
  /** Loading one template, whatever it is referred to by; each id of a {@code loadAll} is one. */
  LOAD,
  /** Loading one template if it is there. */
  FIND,
  /** Looking whether a template is there. */
  EXISTS,
  /** Reading one page of a listing of ids; a listing takes as many as its subscriber asks for. */
  LIST_PAGE,
  /** Listing the versions of one template. */
  LIST_VERSIONS,
  /** Listing the labels of one template. */
  LABELS,
  /** Counting the templates. */
  COUNT,
  /** Describing the registry. */
  METADATA,
  /** Describing the storage. */
  STORAGE,
  /** Asking for the number of the storage's state, as a strict cache does for each read. */
  STATE_NUMBER,
  /** Reading changes from the log, for a subscriber who is behind. */
  CHANGES_PAGE,
  /** Saving one template. */
  SAVE,
  /** Saving one batch; each batch of a {@code saveAll} is one. */
  SAVE_BATCH,
  /** Deleting one template. */
  DELETE,
  /** Deleting many templates at once. */
  DELETE_BATCH,
  /** Deleting one version. */
  DELETE_VERSION,
  /** Making an older version the current one. */
  ROLLBACK,
  /** Moving labels. */
  MOVE_LABELS
}
