package io.reactiveregistry.lmdb;

import org.jspecify.annotations.Nullable;

/** Is told of each problem of the records. */
@FunctionalInterface
interface ProblemListener {

  /**
   * Takes one problem.
   *
   * @param fix puts it right; null when nothing does
   */
  void found(Problem problem, @Nullable Fix fix);

  default void found(Problem.Kind kind, String location, String reason, @Nullable Fix fix) {
    found(new Problem(kind, location, reason, fix != null), fix);
  }
}
