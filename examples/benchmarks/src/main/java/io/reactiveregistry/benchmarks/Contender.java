package io.reactiveregistry.benchmarks;

/** One way of doing the same work, measured against others by a {@link Comparison}. */
interface Contender {

  String name();

  /** How many operations one {@link #run} does. */
  int operations();

  /** Brings about what a turn starts from; not measured. */
  default void prepare() throws Exception {}

  /**
   * Takes one turn; measured.
   *
   * @param round differs from turn to turn, is the same for all contenders of a round, and so seeds
   *     what has to be random and yet equal for all
   */
  void run(int round) throws Exception;

  /** Clears away what a turn left; not measured. */
  default void cleanUp() throws Exception {}
}
