package io.reactiveregistry.jinja;

import java.util.AbstractList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The functions that every template can call: those of Jinja2 that say nothing of the machine. */
final class Functions {

  private static final Map<String, Callable> FUNCTIONS =
      Map.of("range", Functions::range, "dict", Functions::dict, "namespace", Functions::namespace);

  private Functions() {}

  static Set<String> names() {
    return FUNCTIONS.keySet();
  }

  /** The function of this name, or null when there is none. */
  static @Nullable Callable named(String name) {
    return FUNCTIONS.get(name);
  }

  private static Object range(Rendering rendering, Arguments arguments) {
    List<@Nullable Object> bounds = arguments.positional();
    if (bounds.isEmpty() || bounds.size() > 3 || !arguments.named().isEmpty()) {
      throw RenderingProblem.of("range takes one to three integers: range(start, stop, step)");
    }
    for (Object bound : bounds) {
      if (!Arithmetic.isInteger(Values.required(bound))) {
        throw RenderingProblem.of(
            "range takes integers, one argument was a %s; convert it with |int",
            Values.typeName(bound));
      }
    }
    long start = bounds.size() == 1 ? 0 : Arithmetic.integer(bounds.get(0));
    long stop = Arithmetic.integer(bounds.get(bounds.size() == 1 ? 0 : 1));
    long step = bounds.size() < 3 ? 1 : Arithmetic.integer(bounds.get(2));
    if (step == 0) {
      throw RenderingProblem.of("the step of range is zero; give another");
    }
    long size = size(start, stop, step);
    rendering.allocateCollection(size);
    return new Range(start, step, (int) size);
  }

  private static long size(long start, long stop, long step) {
    try {
      long distance = step > 0 ? Math.subtractExact(stop, start) : Math.subtractExact(start, stop);
      return distance <= 0 ? 0 : (distance - 1) / Math.abs(step) + 1;
    } catch (ArithmeticException overflow) {
      return Long.MAX_VALUE;
    }
  }

  private static Object dict(Rendering rendering, Arguments arguments) {
    Map<Object, @Nullable Object> map = new LinkedHashMap<>();
    if (arguments.positional().size() > 1) {
      throw RenderingProblem.of("dict takes one map and named arguments");
    }
    for (Object base : arguments.positional()) {
      if (!(Values.required(base) instanceof Map<?, ?> given)) {
        throw RenderingProblem.of(
            "dict takes a map and named arguments, was given a %s", Values.typeName(base));
      }
      map.putAll(given);
    }
    map.putAll(arguments.named());
    rendering.allocateMap(map.size());
    return map;
  }

  private static Object namespace(Rendering rendering, Arguments arguments) {
    Namespace namespace = new Namespace();
    Values.asMap((Map<?, ?>) dict(rendering, arguments))
        .forEach((name, value) -> namespace.set(rendering, String.valueOf(name), value));
    return namespace;
  }

  /** Numbers that need not be stored. */
  private static final class Range extends AbstractList<@Nullable Object> {

    private final long start;
    private final long step;
    private final int size;

    Range(long start, long step, int size) {
      this.start = start;
      this.step = step;
      this.size = size;
    }

    @Override
    public Object get(int index) {
      return start + step * Objects.checkIndex(index, size);
    }

    @Override
    public int size() {
      return size;
    }
  }
}
