package io.reactiveregistry;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.DiffAlgorithmListener;
import com.github.difflib.patch.AbstractDelta;
import io.reactiveregistry.TemplateDiff.LineEdit;
import java.util.List;

/**
 * Finds the edits that make one text the other: the fewest, unless that would take too long. It
 * takes time in proportion to the lines times those that differ, so the latter are limited.
 */
final class LineComparison {

  private final List<String> from;
  private final List<String> to;

  private LineComparison(String from, String to) {
    this.from = lines(from);
    this.to = lines(to);
  }

  static List<LineEdit> edits(String from, String to) {
    return from.equals(to) ? List.of() : new LineComparison(from, to).edits();
  }

  /** A text without a line feed at its end differs from the same with one by an empty line. */
  private static List<String> lines(String text) {
    return List.of(text.split("\n", -1));
  }

  private List<LineEdit> edits() {
    try {
      return DiffUtils.diff(from, to, new Limit()).getDeltas().stream()
          .map(LineComparison::edit)
          .toList();
    } catch (TooDifferentException e) {
      return List.of(oneEdit());
    }
  }

  private static LineEdit edit(AbstractDelta<String> delta) {
    return new LineEdit(
        delta.getSource().getPosition() + 1,
        delta.getSource().getLines(),
        delta.getTarget().getPosition() + 1,
        delta.getTarget().getLines());
  }

  /** All that lies between the common beginning and the common end. */
  private LineEdit oneEdit() {
    int shorter = Math.min(from.size(), to.size());
    int start = 0;
    while (start < shorter && from.get(start).equals(to.get(start))) {
      start++;
    }
    int end = 0;
    while (end < shorter - start
        && from.get(from.size() - 1 - end).equals(to.get(to.size() - 1 - end))) {
      end++;
    }
    return new LineEdit(
        start + 1,
        from.subList(start, from.size() - end),
        start + 1,
        to.subList(start, to.size() - end));
  }

  /** Ends a search, which tries no edited line first, then one, and so on. */
  private static final class Limit implements DiffAlgorithmListener {

    @Override
    public void diffStart() {}

    @Override
    public void diffStep(int editedLines, int most) {
      if (editedLines > TemplateDiff.MOST_EDITED_LINES) {
        throw new TooDifferentException();
      }
    }

    @Override
    public void diffEnd() {}
  }

  /** Never leaves this class. */
  private static final class TooDifferentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooDifferentException() {
      super("The texts differ too much", null, false, false);
    }
  }
}
