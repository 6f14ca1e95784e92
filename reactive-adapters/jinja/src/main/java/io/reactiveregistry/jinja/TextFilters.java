package io.reactiveregistry.jinja;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Filters that take anything for a text. */
final class TextFilters {

  /** A filter of texts. */
  private interface TextFilter {
    @Nullable Object apply(Rendering rendering, String text, Arguments.Bound arguments);
  }

  private static final long DEFAULT_WIDTH = 80;
  private static final long DEFAULT_LENGTH = 255;
  private static final long DEFAULT_LEEWAY = 5;

  private TextFilters() {}

  static void addTo(Map<String, Filter> filters) {
    add(filters, "string", (r, text, a) -> text);
    add(filters, "safe", (r, text, a) -> text);
    add(filters, "upper", (r, text, a) -> Texts.upper(r, text));
    add(filters, "lower", (r, text, a) -> Texts.lower(r, text));
    add(filters, "capitalize", (r, text, a) -> Texts.capitalize(r, text));
    add(filters, "title", (r, text, a) -> Texts.title(r, text));
    add(filters, "trim", TextFilters::trim, "chars");
    add(filters, "escape", (r, text, a) -> Texts.escapeHtml(r, text));
    add(filters, "e", (r, text, a) -> Texts.escapeHtml(r, text));
    add(filters, "wordcount", (r, text, a) -> Texts.countWords(r, text));
    add(
        filters,
        "center",
        (r, text, a) -> Texts.center(r, text, a.integer("width", DEFAULT_WIDTH)),
        "width");
    add(filters, "replace", TextFilters::replace, "old", "new", "count");
    add(filters, "indent", TextFilters::indent, "width", "first", "blank");
    add(filters, "truncate", TextFilters::truncate, "length", "killwords", "end", "leeway");
    filters.put(
        "format", (r, value, arguments) -> PercentFormat.of(r, PythonText.of(r, value), arguments));
  }

  private static void add(
      Map<String, Filter> filters, String name, TextFilter filter, String... parameters) {
    filters.put(
        name,
        Filters.named(
            name,
            (rendering, value, arguments) ->
                filter.apply(rendering, PythonText.of(rendering, value), arguments),
            parameters));
  }

  private static String trim(Rendering rendering, String text, Arguments.Bound arguments) {
    String characters = arguments.get("chars") == null ? null : arguments.text("chars", "");
    return Texts.strip(rendering, text, characters, true, true);
  }

  private static String replace(Rendering rendering, String text, Arguments.Bound arguments) {
    return Texts.replace(
        rendering,
        text,
        PythonText.of(rendering, arguments.require("old")),
        PythonText.of(rendering, arguments.require("new")),
        arguments.integer("count", -1));
  }

  private static String indent(Rendering rendering, String text, Arguments.Bound arguments) {
    String indentation =
        arguments.get("width") instanceof String given
            ? given
            : new BoundedText(rendering).repeat(" ", arguments.integer("width", 4)).toString();
    return Texts.indent(
        rendering,
        text,
        indentation,
        arguments.flag(rendering, "first", false),
        arguments.flag(rendering, "blank", false));
  }

  private static String truncate(Rendering rendering, String text, Arguments.Bound arguments) {
    return Texts.truncate(
        rendering,
        text,
        arguments.integer("length", DEFAULT_LENGTH),
        arguments.flag(rendering, "killwords", false),
        arguments.text("end", "..."),
        arguments.integer("leeway", DEFAULT_LEEWAY));
  }
}
