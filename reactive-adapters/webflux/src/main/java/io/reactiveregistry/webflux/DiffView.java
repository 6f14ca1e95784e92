package io.reactiveregistry.webflux;

import io.reactiveregistry.InputSpec;
import io.reactiveregistry.TemplateDiff;
import io.reactiveregistry.TemplateDiff.LineEdit;
import io.reactiveregistry.TemplateDiff.ValueEdit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How two versions differ, as JSON. What does not differ is null or empty.
 *
 * @param template the edits of the text by lines, counted from 1
 */
record DiffView(
    String id,
    @Nullable String from,
    @Nullable String to,
    boolean equal,
    @Nullable Map<String, @Nullable Object> description,
    List<LineEdit> template,
    List<Map<String, @Nullable Object>> inputs,
    List<Map<String, @Nullable Object>> metadata) {

  static DiffView of(TemplateDiff diff) {
    ValueEdit<String> description = diff.description();
    return new DiffView(
        diff.from().id(),
        diff.from().version(),
        diff.to().version(),
        diff.isEmpty(),
        description == null ? null : edit(description, value -> value),
        diff.template(),
        diff.inputs().stream().map(edit -> edit(edit, DiffView::input)).toList(),
        diff.metadata().stream().map(edit -> edit(edit, value -> value)).toList());
  }

  private static Object input(InputSpec input) {
    return TemplateView.of(input);
  }

  /** The side on which there is no value is left out, since null can be a value. */
  private static <T> Map<String, @Nullable Object> edit(
      ValueEdit<T> edit, Function<T, Object> view) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", edit.name());
    json.put("kind", edit.kind().name().toLowerCase(Locale.ROOT));
    if (edit.kind() != ValueEdit.Kind.ADDED) {
      json.put("from", edit.from() == null ? null : view.apply(edit.from()));
    }
    if (edit.kind() != ValueEdit.Kind.REMOVED) {
      json.put("to", edit.to() == null ? null : view.apply(edit.to()));
    }
    return json;
  }
}
