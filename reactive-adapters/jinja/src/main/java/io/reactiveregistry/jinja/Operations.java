package io.reactiveregistry.jinja;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Expressions made of others. */
final class Operations {

  /** An operator of two values. */
  interface Binary {
    @Nullable Object apply(Rendering rendering, @Nullable Object left, @Nullable Object right);
  }

  /** A relation of two values. */
  interface Comparator {
    boolean holds(Rendering rendering, @Nullable Object left, @Nullable Object right);
  }

  /** A link in a chain such as {@code 1 < x <= 5}. */
  record Comparison(Comparator comparator, Expression right) {}

  /** An entry of a map in braces. */
  record Entry(Expression key, Expression value) {}

  /** What an {@code if} without {@code else} is when it does not hold. */
  static final Expression NOTHING =
      (rendering, scope) -> new Undefined("the value of an 'if' without 'else'");

  private Operations() {}

  static Expression constant(@Nullable Object value) {
    return (rendering, scope) -> value;
  }

  static Expression variable(String name) {
    return (rendering, scope) -> scope.get(name);
  }

  static Expression choice(Expression test, Expression value, Expression other) {
    return (rendering, scope) ->
        Values.isTrue(rendering, test.evaluate(rendering, scope))
            ? value.evaluate(rendering, scope)
            : other.evaluate(rendering, scope);
  }

  static Expression or(Expression left, Expression right) {
    return (rendering, scope) -> {
      Object value = left.evaluate(rendering, scope);
      return Values.isTrue(rendering, value) ? value : right.evaluate(rendering, scope);
    };
  }

  static Expression and(Expression left, Expression right) {
    return (rendering, scope) -> {
      Object value = left.evaluate(rendering, scope);
      return Values.isTrue(rendering, value) ? right.evaluate(rendering, scope) : value;
    };
  }

  static Expression not(Expression operand) {
    return (rendering, scope) -> !Values.isTrue(rendering, operand.evaluate(rendering, scope));
  }

  static Expression compare(Expression first, List<Comparison> comparisons) {
    return (rendering, scope) -> {
      Object left = first.evaluate(rendering, scope);
      for (Comparison comparison : comparisons) {
        Object right = comparison.right().evaluate(rendering, scope);
        if (!comparison.comparator().holds(rendering, left, right)) {
          return false;
        }
        left = right;
      }
      return true;
    };
  }

  static Expression binary(Expression left, Expression right, Binary operator) {
    return (rendering, scope) -> {
      Object a = left.evaluate(rendering, scope);
      rendering.work(1);
      return operator.apply(rendering, a, right.evaluate(rendering, scope));
    };
  }

  /** The remainder of numbers; a text before it is a format. */
  static Object modulo(Rendering rendering, @Nullable Object left, @Nullable Object right) {
    if (left instanceof String format) {
      return PercentFormat.of(rendering, format, formatted(rendering, right));
    }
    return Arithmetic.modulo(left, right);
  }

  /** A tuple holds the values in their order, a map has them by name; all else is one value. */
  private static Arguments formatted(Rendering rendering, @Nullable Object values) {
    if (values instanceof Tuple tuple) {
      return new Arguments(tuple, Map.of());
    }
    if (values instanceof Map<?, ?> map) {
      rendering.allocateMap(map.size());
      Map<String, @Nullable Object> named = new HashMap<>();
      map.forEach((key, value) -> named.put(String.valueOf(key), value));
      return new Arguments(Arrays.asList(map), named);
    }
    return Arguments.of(values);
  }

  static Expression concatenation(List<Expression> parts) {
    return (rendering, scope) -> {
      BoundedText text = new BoundedText(rendering);
      for (Expression part : parts) {
        text.append(PythonText.of(rendering, part.evaluate(rendering, scope)));
      }
      return text.toString();
    };
  }

  static Expression member(Expression owner, String name) {
    return (rendering, scope) -> Values.member(rendering, owner.evaluate(rendering, scope), name);
  }

  static Expression subscript(Expression owner, Expression key) {
    return (rendering, scope) ->
        Values.subscript(
            rendering, owner.evaluate(rendering, scope), key.evaluate(rendering, scope));
  }

  static Expression slice(
      Expression sequence,
      @Nullable Expression from,
      @Nullable Expression to,
      @Nullable Expression step) {
    return (rendering, scope) ->
        Sequences.slice(
            rendering,
            sequence.evaluate(rendering, scope),
            from == null ? null : from.evaluate(rendering, scope),
            to == null ? null : to.evaluate(rendering, scope),
            step == null ? null : step.evaluate(rendering, scope));
  }

  static Expression list(List<Expression> elements) {
    return (rendering, scope) ->
        Collections.unmodifiableList(evaluateAll(elements, rendering, scope));
  }

  static Expression tuple(List<Expression> elements) {
    return (rendering, scope) -> Tuple.copyOf(evaluateAll(elements, rendering, scope));
  }

  private static List<@Nullable Object> evaluateAll(
      List<Expression> elements, Rendering rendering, Scope scope) {
    rendering.allocateCollection(elements.size());
    List<@Nullable Object> values = new ArrayList<>(elements.size());
    elements.forEach(element -> values.add(element.evaluate(rendering, scope)));
    return values;
  }

  static Expression map(List<Entry> entries) {
    return (rendering, scope) -> {
      rendering.allocateMap(entries.size());
      Map<Object, @Nullable Object> map = new LinkedHashMap<>();
      for (Entry entry : entries) {
        Object key = Values.key(Values.required(entry.key().evaluate(rendering, scope)));
        map.put(key, entry.value().evaluate(rendering, scope));
      }
      return Collections.unmodifiableMap(map);
    };
  }
}
