package io.reactiveregistry.datafile;

/** Is told of each damage that a walk meets. The walk then goes on with what is still readable. */
@FunctionalInterface
public interface DamageListener {

  /**
   * Something is wrong with a page.
   *
   * @param page its number, or {@link DamagedFileException#NO_PAGE}
   * @param reason what is wrong
   * @throws DamagedFileException to end the walk here
   */
  void damaged(long page, String reason) throws DamagedFileException;

  /** Ends the walk at the first damage. */
  static DamageListener strict() {
    return (page, reason) -> {
      throw new DamagedFileException(page, reason);
    };
  }
}
