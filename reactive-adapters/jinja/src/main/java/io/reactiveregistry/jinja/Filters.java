package io.reactiveregistry.jinja;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The filters by name: those of Jinja2 that are safe to have, and {@code yaml}. */
final class Filters {

  private static final Map<String, Filter> FILTERS = all();

  /** Those that an unknown value may be given to whatever the mode. */
  private static final Set<String> FOR_UNKNOWN = Set.of("default", "d");

  private Filters() {}

  private static Map<String, Filter> all() {
    Map<String, Filter> filters = new HashMap<>();
    TextFilters.addTo(filters);
    NumberFilters.addTo(filters);
    ListFilters.addTo(filters);
    SelectionFilters.addTo(filters);
    filters.put("default", named("default", Filters::orDefault, "default_value", "boolean"));
    filters.put("d", named("d", Filters::orDefault, "default_value", "boolean"));
    filters.put("tojson", named("tojson", Filters::json, "indent"));
    filters.put("yaml", named("yaml", (r, value, a) -> YamlText.of(r, value)));
    filters.put(
        "attr",
        named("attr", (r, value, a) -> Values.attribute(value, a.text("name", "")), "name"));
    return Collections.unmodifiableMap(filters);
  }

  static Set<String> names() {
    return FILTERS.keySet();
  }

  /** The filter of this name; an error when there is none. */
  static Filter named(String name) {
    Filter filter = FILTERS.get(name);
    if (filter == null) {
      throw RenderingProblem.of(
          "there is no filter '%s'; docs/RENDERING.md lists those there are", name);
    }
    return filter;
  }

  static boolean isFilter(@Nullable Object name) {
    return name instanceof String text && FILTERS.containsKey(text);
  }

  /** Applies a filter; {@code default} alone takes what is unknown in strict mode. */
  static @Nullable Object apply(
      Rendering rendering, String name, @Nullable Object value, Arguments arguments) {
    if (!FOR_UNKNOWN.contains(name)) {
      Values.known(rendering, value);
    }
    rendering.work(8);
    return named(name).apply(rendering, value, arguments);
  }

  /** A filter that takes these parameters. */
  static Filter named(String name, Filter.Named filter, String... parameters) {
    List<String> names = List.of(parameters);
    String callee = "the filter " + name;
    return (rendering, value, arguments) ->
        filter.apply(rendering, value, arguments.bind(callee, names));
  }

  private static @Nullable Object orDefault(
      Rendering rendering, @Nullable Object value, Arguments.Bound arguments) {
    boolean isMissing =
        value instanceof Undefined
            || (arguments.flag(rendering, "boolean", false) && !Values.isTrue(rendering, value));
    if (!isMissing) {
      return value;
    }
    return arguments.has("default_value") ? arguments.get("default_value") : "";
  }

  private static String json(
      Rendering rendering, @Nullable Object value, Arguments.Bound arguments) {
    return JsonText.of(
        rendering, value, arguments.get("indent") == null ? -1 : arguments.integer("indent", 0));
  }
}
