package io.reactiveregistry.reliability.crash;

/**
 * What happens to a call on the data file.
 *
 * @param at the number of the call since the round began; the first one has number 1, and 0 means
 *     none
 * @param sticky whether all later ones meet it too, until the disk is well again
 */
record Fault(int at, Kind kind, boolean sticky) {

  static final Fault NONE = new Fault(0, Kind.EIO, false);

  /** The number by which the library that stands before the C library knows a kind. */
  enum Kind {
    EIO(5),
    ENOSPC(28),
    EDQUOT(122),
    SHORT_WRITE(-1),
    LOST_SYNC(-2),
    KILL(-3);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  @Override
  public String toString() {
    return "%s at call %d%s".formatted(kind, at, sticky ? " and all later ones" : "");
  }
}
