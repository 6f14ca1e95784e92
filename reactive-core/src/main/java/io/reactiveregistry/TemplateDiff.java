package io.reactiveregistry;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one version of a template differs from another.
 *
 * @param from the version that the comparison begins with
 * @param to the version that it leads to
 * @param description how the description differs, or null when it does not
 * @param template the edits that make the one text the other, in the order of the text
 * @param inputs the inputs that differ, in the order of {@code from}, then those only in {@code to}
 * @param metadata the metadata that differ, in the same order
 */
public record TemplateDiff(
    TemplateRef from,
    TemplateRef to,
    @Nullable ValueEdit<String> description,
    List<LineEdit> template,
    List<ValueEdit<InputSpec>> inputs,
    List<ValueEdit<Object>> metadata) {

  /** How many lines may be removed or added for the fewest edits to be looked for. */
  public static final int MOST_EDITED_LINES = 1_000;

  public TemplateDiff {
    template = List.copyOf(template);
    inputs = List.copyOf(inputs);
    metadata = List.copyOf(metadata);
  }

  /**
   * Compares two templates, usually two versions of one. Lines end with {@code \n}; what else ends
   * a line elsewhere, as {@code \r}, is a part of it. The edits are as few as can be; but where
   * more than {@value #MOST_EDITED_LINES} lines would be removed or added, all that lies between
   * the common beginning and the common end of the texts is one edit. It takes time in proportion
   * to the lines times those that differ, so keep long texts off threads that must not be held up.
   */
  public static TemplateDiff between(TemplateSpec from, TemplateSpec to) {
    return new TemplateDiff(
        TemplateRef.version(from.id(), from.version()),
        TemplateRef.version(to.id(), to.version()),
        descriptionEdit(from.description(), to.description()),
        LineComparison.edits(from.template(), to.template()),
        valueEdits(from.inputs(), to.inputs()),
        valueEdits(from.metadata(), to.metadata()));
  }

  /** Whether nothing but the versions differs. */
  public boolean isEmpty() {
    return description == null && template.isEmpty() && inputs.isEmpty() && metadata.isEmpty();
  }

  private static @Nullable ValueEdit<String> descriptionEdit(
      @Nullable String from, @Nullable String to) {
    return Objects.equals(from, to)
        ? null
        : ValueEdit.of("description", from != null, from, to != null, to);
  }

  private static <T> List<ValueEdit<T>> valueEdits(
      Map<String, ? extends @Nullable T> from, Map<String, ? extends @Nullable T> to) {
    Set<String> names = new LinkedHashSet<>(from.keySet());
    names.addAll(to.keySet());
    List<ValueEdit<T>> edits = new ArrayList<>();
    for (String name : names) {
      boolean before = from.containsKey(name);
      boolean after = to.containsKey(name);
      if (before != after || !Objects.equals(from.get(name), to.get(name))) {
        edits.add(ValueEdit.of(name, before, from.get(name), after, to.get(name)));
      }
    }
    return edits;
  }

  /**
   * Lines that are replaced. Where none are removed or none added, it is an insertion or a removal.
   *
   * @param fromLine the first line that is removed, counted from 1, or before which is inserted
   * @param removed the lines that only the older text has, without their line feeds
   * @param toLine the first line that is added, counted from 1, or before which was removed
   * @param added the lines that only the newer text has
   */
  public record LineEdit(int fromLine, List<String> removed, int toLine, List<String> added) {

    public LineEdit {
      removed = List.copyOf(removed);
      added = List.copyOf(added);
    }
  }

  /**
   * A value that differs.
   *
   * @param name of the value
   * @param kind whether it was there before, and is there now: null can be a value, too
   * @param from the value before, null when it is added
   * @param to the value after, null when it is removed
   */
  public record ValueEdit<T>(String name, Kind kind, @Nullable T from, @Nullable T to) {

    /** Whether a value was there before, and is there now. */
    public enum Kind {
      /** It is only in the newer one. */
      ADDED,
      /** It is only in the older one. */
      REMOVED,
      /** It is in both, and another one. */
      CHANGED
    }

    private static <T> ValueEdit<T> of(
        String name, boolean before, @Nullable T from, boolean after, @Nullable T to) {
      Kind kind = before ? (after ? Kind.CHANGED : Kind.REMOVED) : Kind.ADDED;
      return new ValueEdit<>(name, kind, from, to);
    }
  }
}
