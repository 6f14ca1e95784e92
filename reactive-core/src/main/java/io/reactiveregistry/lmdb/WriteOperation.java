package io.reactiveregistry.lmdb;

/**
 * One unit of writing. It first checks and then writes, so that a unit which refuses by an
 * exception has written nothing and the others of its transaction go on. It may be run several
 * times, each time in a new transaction, and so must not keep anything from an earlier run.
 */
@FunctionalInterface
interface WriteOperation {

  Changes write(WriteTransaction transaction);

  /** How many templates a unit has saved and deleted. */
  record Changes(int saved, int deleted) {

    static final Changes NONE = new Changes(0, 0);

    boolean isEmpty() {
      return saved == 0 && deleted == 0;
    }
  }
}
