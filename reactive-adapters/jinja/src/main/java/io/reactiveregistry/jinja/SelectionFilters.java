package io.reactiveregistry.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Filters that apply a filter or test to each element. */
final class SelectionFilters {

  private SelectionFilters() {}

  static void addTo(Map<String, Filter> filters) {
    filters.put("map", SelectionFilters::map);
    filters.put("select", (r, value, a) -> select(r, value, a, true));
    filters.put("reject", (r, value, a) -> select(r, value, a, false));
    filters.put("selectattr", (r, value, a) -> selectAttribute(r, value, a, true));
    filters.put("rejectattr", (r, value, a) -> selectAttribute(r, value, a, false));
  }

  private static List<@Nullable Object> map(
      Rendering rendering, @Nullable Object value, Arguments arguments) {
    List<@Nullable Object> mapped = new ArrayList<>();
    for (Object element : Values.elements(rendering, value)) {
      rendering.allocateElement(mapped.size() + 1L);
      mapped.add(
          arguments.positional().isEmpty()
              ? attribute(rendering, element, arguments)
              : Filters.apply(rendering, name(arguments, 0), element, arguments.skip(1)));
    }
    return mapped;
  }

  private static @Nullable Object attribute(
      Rendering rendering, @Nullable Object element, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("the filter map", List.of("attribute", "default"));
    Object value = Attributes.of(rendering, element, bound.require("attribute"));
    return value instanceof Undefined && bound.has("default") ? bound.get("default") : value;
  }

  private static List<@Nullable Object> select(
      Rendering rendering, @Nullable Object value, Arguments arguments, boolean wanted) {
    return those(rendering, value, element -> holds(rendering, element, arguments) == wanted);
  }

  private static List<@Nullable Object> selectAttribute(
      Rendering rendering, @Nullable Object value, Arguments arguments, boolean wanted) {
    if (arguments.positional().isEmpty()) {
      throw RenderingProblem.of("selectattr and rejectattr need the name of an attribute");
    }
    Object attribute = arguments.positional().get(0);
    Arguments test = arguments.skip(1);
    return those(
        rendering,
        value,
        element -> holds(rendering, Attributes.of(rendering, element, attribute), test) == wanted);
  }

  private static List<@Nullable Object> those(
      Rendering rendering, @Nullable Object value, Predicate<@Nullable Object> wanted) {
    List<@Nullable Object> those = new ArrayList<>();
    for (Object element : Values.elements(rendering, value)) {
      rendering.work(8);
      if (wanted.test(element)) {
        rendering.allocateElement(those.size() + 1L);
        those.add(element);
      }
    }
    return those;
  }

  private static boolean holds(Rendering rendering, @Nullable Object value, Arguments arguments) {
    return arguments.positional().isEmpty()
        ? Values.isTrue(rendering, value)
        : Tests.named(name(arguments, 0)).holds(rendering, value, arguments.skip(1));
  }

  private static String name(Arguments arguments, int index) {
    if (arguments.positional().get(index) instanceof String name) {
      return name;
    }
    throw RenderingProblem.of("the name of a filter or test must be a text");
  }
}
