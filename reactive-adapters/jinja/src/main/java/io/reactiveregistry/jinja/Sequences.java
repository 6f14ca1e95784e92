package io.reactiveregistry.jinja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists and texts as sequences: parts, repetition, concatenation. */
final class Sequences {

  private Sequences() {}

  static List<@Nullable Object> concatenate(Rendering rendering, List<?> left, List<?> right) {
    if (left instanceof Tuple != right instanceof Tuple) {
      throw RenderingProblem.of("a tuple and a list cannot be added; convert one with |list");
    }
    rendering.allocateCollection((long) left.size() + right.size());
    List<@Nullable Object> all = new ArrayList<>(left);
    all.addAll(right);
    return like(left, all);
  }

  static List<@Nullable Object> repeat(Rendering rendering, List<?> list, long times) {
    if (list.isEmpty() || times <= 0) {
      return like(list, List.of());
    }
    rendering.allocateCollection(times > Integer.MAX_VALUE ? times : times * list.size());
    List<@Nullable Object> all = new ArrayList<>();
    for (long copy = 0; copy < times; copy++) {
      all.addAll(list);
    }
    return like(list, all);
  }

  private static List<@Nullable Object> like(List<?> origin, List<@Nullable Object> elements) {
    return origin instanceof Tuple
        ? Tuple.copyOf(elements)
        : Collections.unmodifiableList(elements);
  }

  /** {@code sequence[from:to:step]}, where each may be none. */
  static @Nullable Object slice(
      Rendering rendering,
      @Nullable Object sequence,
      @Nullable Object from,
      @Nullable Object to,
      @Nullable Object step) {
    if (Values.required(sequence) instanceof List<?> list) {
      return like(list, part(rendering, Values.asList(list), from, to, step));
    }
    if (!(sequence instanceof String text)) {
      throw RenderingProblem.of("a %s has no parts; a list or text has", Values.typeName(sequence));
    }
    if (step == null) {
      return partOfText(rendering, text, from, to);
    }
    BoundedText part = new BoundedText(rendering);
    part(rendering, Values.elements(rendering, text), from, to, step)
        .forEach(character -> part.append(String.valueOf(character)));
    return part.toString();
  }

  private static String partOfText(
      Rendering rendering, String text, @Nullable Object from, @Nullable Object to) {
    int characters = Values.characterCount(rendering, text);
    int begin = (int) bound(from, characters, 0, 0, characters);
    int end = (int) bound(to, characters, characters, 0, characters);
    if (begin >= end) {
      return "";
    }
    int first = text.offsetByCodePoints(0, begin);
    int last = text.offsetByCodePoints(first, end - begin);
    rendering.work(text.length() / 8);
    rendering.allocateText(last - first);
    return text.substring(first, last);
  }

  private static List<@Nullable Object> part(
      Rendering rendering,
      List<@Nullable Object> elements,
      @Nullable Object from,
      @Nullable Object to,
      @Nullable Object step) {
    long stride = step == null ? 1 : integer(step);
    if (stride == 0) {
      throw RenderingProblem.of("the step of a part is zero; give another");
    }
    int size = elements.size();
    boolean forwards = stride > 0;
    long begin =
        bound(from, size, forwards ? 0 : size - 1L, forwards ? 0 : -1, forwards ? size : size - 1L);
    long end =
        bound(to, size, forwards ? size : -1L, forwards ? 0 : -1, forwards ? size : size - 1L);
    List<@Nullable Object> part = new ArrayList<>();
    long bounded = Math.max(-size - 1L, Math.min(stride, size + 1L)); // no overflow below
    for (long at = begin; forwards ? at < end : at > end; at += bounded) {
      rendering.allocateElement(part.size() + 1L);
      part.add(elements.get((int) at));
    }
    return part;
  }

  private static long bound(
      @Nullable Object value, long size, long otherwise, long least, long greatest) {
    if (value == null) {
      return otherwise;
    }
    long index = integer(value);
    return Math.max(least, Math.min(index < 0 ? index + size : index, greatest));
  }

  private static long integer(@Nullable Object value) {
    if (!Arithmetic.isInteger(Values.required(value))) {
      throw RenderingProblem.of(
          "the bounds of a part must be integers, one was a %s", Values.typeName(value));
    }
    return Arithmetic.integer(value);
  }
}
