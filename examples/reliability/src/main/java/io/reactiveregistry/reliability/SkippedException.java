package io.reactiveregistry.reliability;

/** This machine cannot do an experiment; the message says what it lacks. */
public final class SkippedException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * @param reason what is lacking, and how to get it
   */
  public SkippedException(String reason) {
    super(reason);
  }
}
