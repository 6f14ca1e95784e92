package io.reactiveregistry.jinja;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether values are equal, contain each other and in what order they stand, as in Python. */
final class Comparisons {

  private Comparisons() {}

  static boolean equal(Rendering rendering, @Nullable Object left, @Nullable Object right) {
    Values.known(rendering, left);
    Values.known(rendering, right);
    rendering.work(1);
    if (left instanceof Undefined || right instanceof Undefined) {
      return left instanceof Undefined && right instanceof Undefined;
    }
    if (Values.isNumber(left) && Values.isNumber(right)) {
      return Arithmetic.compare(left, right) == 0;
    }
    if (left instanceof String a && right instanceof String b) {
      rendering.work(a.length() == b.length() ? a.length() / 16 : 1);
      return a.equals(b);
    }
    if (left instanceof List<?> a && right instanceof List<?> b) {
      return equalLists(rendering, a, b);
    }
    if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
      return equalMaps(rendering, a, b);
    }
    return Objects.equals(left, right);
  }

  private static boolean equalLists(Rendering rendering, List<?> left, List<?> right) {
    if (left.size() != right.size() || left instanceof Tuple != right instanceof Tuple) {
      return false;
    }
    for (int index = 0; index < left.size(); index++) {
      if (!equal(rendering, left.get(index), right.get(index))) {
        return false;
      }
    }
    return true;
  }

  private static boolean equalMaps(Rendering rendering, Map<?, ?> left, Map<?, ?> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (Map.Entry<?, ?> entry : left.entrySet()) {
      if (!right.containsKey(entry.getKey())
          || !equal(rendering, entry.getValue(), right.get(entry.getKey()))) {
        return false;
      }
    }
    return true;
  }

  /** Numbers with numbers, texts with texts, lists with lists; everything else is an error. */
  static int compare(Rendering rendering, @Nullable Object left, @Nullable Object right) {
    Values.required(left);
    Values.required(right);
    rendering.work(1);
    if (Values.isNumber(left) && Values.isNumber(right)) {
      return Arithmetic.compare(left, right);
    }
    if (left instanceof String a && right instanceof String b) {
      rendering.work(Math.min(a.length(), b.length()) / 16);
      return compareTexts(a, b);
    }
    if (left instanceof List<?> a && right instanceof List<?> b) {
      for (int index = 0; index < Math.min(a.size(), b.size()); index++) {
        if (!equal(rendering, a.get(index), b.get(index))) {
          return compare(rendering, a.get(index), b.get(index));
        }
      }
      return Integer.compare(a.size(), b.size());
    }
    throw RenderingProblem.of(
        "a %s and a %s have no order; compare numbers with numbers and texts with texts",
        Values.typeName(left), Values.typeName(right));
  }

  /** By code points, as Python does; surrogates would put some characters elsewhere. */
  private static int compareTexts(String left, String right) {
    int mismatch = 0;
    int shorter = Math.min(left.length(), right.length());
    while (mismatch < shorter && left.charAt(mismatch) == right.charAt(mismatch)) {
      mismatch++;
    }
    if (mismatch == shorter) {
      return Integer.compare(left.length(), right.length());
    }
    char a = left.charAt(mismatch);
    char b = right.charAt(mismatch);
    return Character.isSurrogate(a) != Character.isSurrogate(b)
        ? Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b))
        : Character.compare(a, b);
  }

  /**
   * The order of {@link #compare}.
   *
   * @param caseSensitive whether texts of different case differ
   */
  static Comparator<@Nullable Object> order(Rendering rendering, boolean caseSensitive) {
    return (left, right) ->
        compare(
            rendering,
            caseSensitive ? left : Values.lowerCase(rendering, left),
            caseSensitive ? right : Values.lowerCase(rendering, right));
  }

  static boolean contains(
      Rendering rendering, @Nullable Object container, @Nullable Object element) {
    Values.known(rendering, element);
    if (Values.known(rendering, container) instanceof Undefined) {
      return false;
    }
    if (container instanceof String text) {
      if (element instanceof String part) {
        return new TextSearch(rendering, part).in(text, 0) >= 0;
      }
      throw RenderingProblem.of(
          "a text does not contain a %s, only texts; convert it with |string",
          Values.typeName(element));
    }
    if (container instanceof Map<?, ?> map) {
      return map.containsKey(Values.key(element));
    }
    for (Object candidate : Values.elements(rendering, container)) {
      if (equal(rendering, candidate, element)) {
        return true;
      }
    }
    return false;
  }
}
