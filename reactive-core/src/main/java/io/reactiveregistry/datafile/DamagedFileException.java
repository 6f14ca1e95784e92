package io.reactiveregistry.datafile;

import java.io.IOException;

/** The file was written by LMDB, and is no longer as LMDB left it. */
public final class DamagedFileException extends IOException {

  private static final long serialVersionUID = 1L;

  /** In place of a page where the damage lies in none, as in a truncated file. */
  public static final long NO_PAGE = -1;

  private final long page;
  private final String reason;

  DamagedFileException(long page, String reason) {
    super(page == NO_PAGE ? reason : "page %d: %s".formatted(page, reason));
    this.page = page;
    this.reason = reason;
  }

  /** The number of the page that is damaged, or {@link #NO_PAGE}. */
  public long page() {
    return page;
  }

  /** What is wrong, without the page. */
  public String reason() {
    return reason;
  }
}
