package io.reactiveregistry.cli;

import io.reactiveregistry.TemplateDiff;
import io.reactiveregistry.TemplateDiff.LineEdit;
import io.reactiveregistry.TemplateDiff.ValueEdit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How two versions differ, in the manner of a unified diff without context: what the older one has
 * behind {@code -}, what the newer one has behind {@code +}. Values are in JSON, under their names.
 */
final class DiffLines {

  private final List<String> lines = new ArrayList<>();

  private DiffLines() {}

  /** None when nothing differs. */
  static List<String> of(TemplateDiff diff) {
    DiffLines all = new DiffLines();
    if (!diff.isEmpty()) {
      all.lines.add("--- " + diff.from());
      all.lines.add("+++ " + diff.to());
      diff.template().forEach(all::add);
      if (diff.description() != null) {
        all.add("", diff.description());
      }
      diff.inputs().forEach(edit -> all.add("inputs.", DiffJson.ofInput(edit)));
      diff.metadata().forEach(edit -> all.add("metadata.", edit));
    }
    return all.lines;
  }

  private void add(LineEdit edit) {
    lines.add(
        "@@ -%s +%s @@"
            .formatted(
                range(edit.fromLine(), edit.removed().size()),
                range(edit.toLine(), edit.added().size())));
    edit.removed().forEach(line -> lines.add("-" + line));
    edit.added().forEach(line -> lines.add("+" + line));
  }

  /** No lines are said to be behind the line before them, as diff(1) says it. */
  private static String range(int line, int count) {
    return switch (count) {
      case 0 -> (line - 1) + ",0";
      case 1 -> String.valueOf(line);
      default -> line + "," + count;
    };
  }

  private void add(String prefix, ValueEdit<?> edit) {
    lines.add("@@ " + prefix + edit.name() + " @@");
    if (edit.kind() != ValueEdit.Kind.ADDED) {
      add('-', edit.from());
    }
    if (edit.kind() != ValueEdit.Kind.REMOVED) {
      add('+', edit.to());
    }
  }

  private void add(char side, @Nullable Object value) {
    lines.add(side + Console.toJson(value));
  }
}
