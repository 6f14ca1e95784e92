package io.reactiveregistry.webflux;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.server.ServerWebInputException;

/**
 * How far a client has followed the changes. As text it is the id of an event: {@code 17:2} is
 * behind the second change of revision 17, and {@code 17} behind all changes of that revision.
 *
 * <p>A position behind more changes than its revision has is behind all of them. It cannot be
 * refused: how many there are is certain only when the next revision is told, and any id that was
 * sent has to be taken.
 *
 * @param afterRevision the last revision of which all changes are known, 0 for none
 * @param seen how many changes of the revision after it are known
 */
record ChangePosition(long afterRevision, long seen) {

  private static final Pattern TEXT = Pattern.compile("(\\d{1,18})(?::(\\d{1,18}))?");

  static ChangePosition behind(long revision) {
    return new ChangePosition(revision, 0);
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @param source where the text comes from
   * @throws ServerWebInputException when it is no position
   */
  static ChangePosition parse(String text, String source) {
    Matcher parts = TEXT.matcher(text);
    if (parts.matches()) {
      long revision = Long.parseLong(parts.group(1));
      if (parts.group(2) == null) {
        return behind(revision);
      }
      if (revision > 0) {
        return new ChangePosition(revision - 1, Long.parseLong(parts.group(2)));
      }
    }
    throw new ServerWebInputException(
        "%s '%s' is neither the id of an event, as 17:2, nor a revision, as 17"
            .formatted(source, text));
  }

  /** The last revision of which anything is known. */
  long revision() {
    return seen == 0 ? afterRevision : afterRevision + 1;
  }

  @Override
  public String toString() {
    return seen == 0 ? String.valueOf(afterRevision) : revision() + ":" + seen;
  }
}
