package io.reactiveregistry.reliability;

/** One way to break the registry. */
public interface Experiment {

  /**
   * How the command line names it: lower case, words joined by hyphens, for example {@code kill}.
   */
  String name();

  /** Which promise of the table in {@code docs/RELIABILITY.md} it tests, for example {@code R1}. */
  String promise();

  /** What it does and what has to hold, in one line. */
  String description();

  /**
   * Does it.
   *
   * @throws SkippedException when this machine cannot do it
   * @throws Exception when the experiment itself failed; nothing is known then about the registry
   */
  Result run(Run run) throws Exception;
}
