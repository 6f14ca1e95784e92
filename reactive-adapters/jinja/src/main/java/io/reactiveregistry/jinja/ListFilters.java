package io.reactiveregistry.jinja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Filters of lists, maps and texts as sequences. */
final class ListFilters {

  /** How much room a list has at least that is made one by one. */
  private static final int USUAL_CAPACITY = 10;

  private static final List<String> GROUP = List.of("grouper", "list");

  private ListFilters() {}

  static void addTo(Map<String, Filter> filters) {
    add(filters, "length", (r, value, a) -> Values.length(r, value));
    add(filters, "count", (r, value, a) -> Values.length(r, value));
    add(filters, "list", (r, value, a) -> copy(r, value));
    add(filters, "first", (r, value, a) -> first(r, value));
    add(filters, "last", (r, value, a) -> last(r, value));
    add(filters, "join", ListFilters::join, "d", "attribute");
    add(filters, "reverse", ListFilters::reverse);
    add(filters, "sort", ListFilters::sort, "reverse", "case_sensitive", "attribute");
    add(filters, "unique", ListFilters::unique, "case_sensitive", "attribute");
    add(
        filters,
        "min",
        (r, value, a) -> extreme(r, value, a, false),
        "case_sensitive",
        "attribute");
    add(filters, "max", (r, value, a) -> extreme(r, value, a, true), "case_sensitive", "attribute");
    add(filters, "sum", ListFilters::sum, "attribute", "start");
    add(filters, "batch", ListFilters::batch, "linecount", "fill_with");
    add(filters, "slice", ListFilters::slice, "slices", "fill_with");
    add(filters, "items", (r, value, a) -> items(r, value));
    add(filters, "dictsort", ListFilters::dictsort, "case_sensitive", "by", "reverse");
    add(filters, "groupby", ListFilters::groupby, "attribute", "default", "case_sensitive");
  }

  private static void add(
      Map<String, Filter> filters, String name, Filter.Named filter, String... parameters) {
    filters.put(name, Filters.named(name, filter, parameters));
  }

  private static List<@Nullable Object> copy(Rendering rendering, @Nullable Object value) {
    List<@Nullable Object> elements = Values.elements(rendering, value);
    rendering.allocateCollection(elements.size());
    return new ArrayList<>(elements);
  }

  private static @Nullable Object at(List<@Nullable Object> elements, int index) {
    return elements.isEmpty() ? new Undefined("an element of an empty list") : elements.get(index);
  }

  private static @Nullable Object first(Rendering rendering, @Nullable Object value) {
    return value instanceof String text && !text.isEmpty()
        ? Character.toString(text.codePointAt(0))
        : at(Values.elements(rendering, value), 0);
  }

  private static @Nullable Object last(Rendering rendering, @Nullable Object value) {
    if (value instanceof String text && !text.isEmpty()) {
      return Character.toString(text.codePointBefore(text.length()));
    }
    List<@Nullable Object> elements = Values.elements(rendering, value);
    return at(elements, elements.size() - 1);
  }

  private static String join(
      Rendering rendering, @Nullable Object value, Arguments.Bound arguments) {
    String separator = PythonText.of(rendering, arguments.has("d") ? arguments.get("d") : "");
    Object attribute = arguments.get("attribute");
    BoundedText joined = new BoundedText(rendering);
    String before = "";
    for (Object element : Values.elements(rendering, value)) {
      joined
          .append(before)
          .append(PythonText.of(rendering, Attributes.of(rendering, element, attribute)));
      before = separator;
    }
    return joined.toString();
  }

  private static Object reverse(
      Rendering rendering, @Nullable Object value, Arguments.Bound arguments) {
    if (value instanceof String text) {
      rendering.allocateText(text.length());
      return new StringBuilder(text).reverse().toString();
    }
    List<@Nullable Object> elements = copy(rendering, value);
    Collections.reverse(elements);
    return elements;
  }

  private static Comparator<@Nullable Object> order(
      Rendering rendering, Arguments.Bound arguments) {
    Object attribute = arguments.get("attribute");
    Comparator<@Nullable Object> order =
        Comparisons.order(rendering, arguments.flag(rendering, "case_sensitive", false));
    return (left, right) ->
        order.compare(
            Attributes.of(rendering, left, attribute), Attributes.of(rendering, right, attribute));
  }

  private static List<@Nullable Object> sort(
      Rendering rendering, @Nullable Object value, Arguments.Bound arguments) {
    List<@Nullable Object> elements = copy(rendering, value);
    Comparator<@Nullable Object> order = order(rendering, arguments);
    elements.sort(arguments.flag(rendering, "reverse", false) ? order.reversed() : order);
    return elements;
  }

  private static List<@Nullable Object> unique(
      Rendering rendering, @Nullable Object value, Arguments.Bound arguments) {
    boolean caseSensitive = arguments.flag(rendering, "case_sensitive", false);
    Set<Object> seen = new HashSet<>();
    List<@Nullable Object> unique = new ArrayList<>();
    for (Object element : Values.elements(rendering, value)) {
      Object compared = Attributes.of(rendering, element, arguments.get("attribute"));
      if (seen.add(Values.key(caseSensitive ? compared : Values.lowerCase(rendering, compared)))) {
        rendering.allocateElement(unique.size() + 1L);
        unique.add(element);
      }
    }
    return unique;
  }

  private static @Nullable Object extreme(
      Rendering rendering, @Nullable Object value, Arguments.Bound arguments, boolean greatest) {
    Comparator<@Nullable Object> order = order(rendering, arguments);
    List<@Nullable Object> elements = Values.elements(rendering, value);
    Object extreme = at(elements, 0);
    for (Object element : elements) {
      int comparison = order.compare(element, extreme);
      if (greatest ? comparison > 0 : comparison < 0) {
        extreme = element;
      }
    }
    return extreme;
  }

  private static @Nullable Object sum(
      Rendering rendering, @Nullable Object value, Arguments.Bound arguments) {
    Object sum = arguments.has("start") ? arguments.get("start") : (Object) 0L;
    for (Object element : Values.elements(rendering, value)) {
      sum =
          Arithmetic.add(
              rendering, sum, Attributes.of(rendering, element, arguments.get("attribute")));
    }
    return sum;
  }

  private static List<@Nullable Object> batch(
      Rendering rendering, @Nullable Object value, Arguments.Bound arguments) {
    long size = arguments.integer("linecount", 0);
    if (size < 1) {
      throw RenderingProblem.of("batch needs a linecount of at least 1, was %d", size);
    }
    List<@Nullable Object> elements = Values.elements(rendering, value);
    List<@Nullable Object> batches = new ArrayList<>();
    for (int from = 0; from < elements.size(); ) {
      int to = (int) Math.min(from + size, elements.size());
      rendering.allocateElement(batches.size() + 1L);
      rendering.allocateCollection(to - from);
      List<@Nullable Object> batch = new ArrayList<>(elements.subList(from, to));
      fill(rendering, batch, size, arguments);
      batches.add(batch);
      from = to;
    }
    return batches;
  }

  private static void fill(
      Rendering rendering, List<@Nullable Object> list, long size, Arguments.Bound arguments) {
    while (arguments.get("fill_with") != null && list.size() < size) {
      rendering.allocateElement(list.size() + 1L);
      list.add(arguments.get("fill_with"));
    }
  }

  private static List<@Nullable Object> slice(
      Rendering rendering, @Nullable Object value, Arguments.Bound arguments) {
    long slices = arguments.integer("slices", 0);
    if (slices < 1) {
      throw RenderingProblem.of("slice needs at least 1 slice, was %d", slices);
    }
    List<@Nullable Object> elements = Values.elements(rendering, value);
    rendering.allocateCollection(slices);
    List<@Nullable Object> all = new ArrayList<>();
    int from = 0;
    for (long slice = 0; slice < slices; slice++) {
      long longer = elements.size() % slices;
      int size = (int) (elements.size() / slices + (slice < longer ? 1 : 0));
      rendering.allocateCollection(size);
      List<@Nullable Object> part = new ArrayList<>(elements.subList(from, from + size));
      if (slice >= longer && arguments.get("fill_with") != null) {
        part.add(arguments.get("fill_with"));
      }
      all.add(part);
      from += size;
    }
    return all;
  }

  private static List<@Nullable Object> items(Rendering rendering, @Nullable Object value) {
    if (value instanceof Undefined) {
      return List.of();
    }
    if (value instanceof Map<?, ?> map) {
      return Methods.items(rendering, map);
    }
    throw RenderingProblem.of("items takes a map, was given a %s", Values.typeName(value));
  }

  private static List<@Nullable Object> dictsort(
      Rendering rendering, @Nullable Object value, Arguments.Bound arguments) {
    List<@Nullable Object> items = items(rendering, value);
    int compared = arguments.text("by", "key").equals("value") ? 1 : 0;
    Comparator<@Nullable Object> order =
        Comparisons.order(rendering, arguments.flag(rendering, "case_sensitive", false));
    Comparator<@Nullable Object> ofItems =
        (left, right) -> order.compare(part(left, compared), part(right, compared));
    List<@Nullable Object> sorted = new ArrayList<>(items);
    sorted.sort(arguments.flag(rendering, "reverse", false) ? ofItems.reversed() : ofItems);
    return sorted;
  }

  private static @Nullable Object part(@Nullable Object item, int index) {
    return item instanceof Tuple tuple ? tuple.get(index) : null;
  }

  private static List<@Nullable Object> groupby(
      Rendering rendering, @Nullable Object value, Arguments.Bound arguments) {
    Object attribute = arguments.require("attribute");
    Comparator<@Nullable Object> order =
        Comparisons.order(rendering, arguments.flag(rendering, "case_sensitive", false));
    List<@Nullable Object> sorted = copy(rendering, value);
    sorted.sort(
        (left, right) ->
            order.compare(
                grouper(rendering, left, attribute, arguments),
                grouper(rendering, right, attribute, arguments)));
    List<@Nullable Object> groups = new ArrayList<>();
    List<@Nullable Object> group = new ArrayList<>();
    Object current = null;
    for (Object element : sorted) {
      Object grouper = grouper(rendering, element, attribute, arguments);
      if (group.isEmpty() || order.compare(current, grouper) != 0) {
        rendering.allocateElement(groups.size() + 1L);
        rendering.allocateCollection(USUAL_CAPACITY);
        group = new ArrayList<>();
        current = grouper;
        groups.add(Tuple.named(GROUP, grouper, group));
      }
      rendering.allocateElement(group.size() + 1L);
      group.add(element);
    }
    return groups;
  }

  private static @Nullable Object grouper(
      Rendering rendering,
      @Nullable Object element,
      @Nullable Object attribute,
      Arguments.Bound arguments) {
    Object value = Attributes.of(rendering, element, attribute);
    return value instanceof Undefined && arguments.has("default")
        ? arguments.get("default")
        : value;
  }
}
