package io.reactiveregistry.reliability.load;

/**
 * A place in a store that holds one value at a time: writes change it, reads see it. A value is the
 * content hash of a body, or a version where a label stands.
 *
 * @param name of the version or label, empty for what is current
 */
record Register(String id, Kind kind, String name) {

  /** What it holds when there is nothing. */
  static final String ABSENT = "nothing";

  /** What a register holds. */
  enum Kind {
    /** The current body. */
    CURRENT,
    /** The body of a version. */
    VERSION,
    /** The body that a label leads to. */
    LABEL,
    /** The version on which a label stands. */
    PLACE
  }

  static Register current(String id) {
    return new Register(id, Kind.CURRENT, "");
  }

  static Register version(String id, String version) {
    return new Register(id, Kind.VERSION, version);
  }

  static Register label(String id, String label) {
    return new Register(id, Kind.LABEL, label);
  }

  static Register place(String id, String label) {
    return new Register(id, Kind.PLACE, label);
  }

  @Override
  public String toString() {
    return switch (kind) {
      case CURRENT -> id;
      case VERSION -> id + ":" + name;
      case LABEL -> id + "@" + name;
      case PLACE -> "the place of " + id + "@" + name;
    };
  }
}
