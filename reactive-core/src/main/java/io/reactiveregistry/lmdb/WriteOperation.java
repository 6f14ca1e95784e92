package io.reactiveregistry.lmdb;

/**
 * One unit of writing. It first checks and then writes, so that a unit which refuses by an
 * exception has written nothing and the others of its transaction go on. It may be run several
 * times, each time in a new transaction, and so must not keep anything from an earlier run.
 */
@FunctionalInterface
interface WriteOperation {

  /**
   * Checks, then writes.
   *
   * @param changes to be told what is changed
   */
  Counts write(WriteTransaction transaction, UnitChanges changes);

  /** How many bytes wait in memory as long as this unit does. */
  default long bytes() {
    return 0;
  }

  /** Whether it makes room, so that the reserve for deletions may be used. */
  default boolean makesRoom() {
    return false;
  }

  /** The unit with the bytes that it keeps in memory. */
  static WriteOperation ofBytes(long bytes, WriteOperation unit) {
    return new Described(unit, bytes, false);
  }

  /** The same for a unit that deletes. */
  static WriteOperation makingRoom(long bytes, WriteOperation unit) {
    return new Described(unit, bytes, true);
  }

  /** A unit with what is said of it. */
  record Described(WriteOperation unit, long bytes, boolean makesRoom) implements WriteOperation {

    @Override
    public Counts write(WriteTransaction transaction, UnitChanges changes) {
      return unit.write(transaction, changes);
    }
  }

  /** How many templates a unit has saved and deleted. */
  record Counts(int saved, int deleted) {

    static final Counts NONE = new Counts(0, 0);
  }
}
