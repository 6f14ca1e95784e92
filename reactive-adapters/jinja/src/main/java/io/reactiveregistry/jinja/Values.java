package io.reactiveregistry.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a template are, as in Python: null, Boolean, Long, Double, String, List, Map
 * with keys of the former kinds, {@link Undefined}, {@link Namespace}, {@link LoopState} and {@link
 * Callable}. There are no others, and nothing is found out about any of them by reflection.
 */
final class Values {

  private Values() {}

  /** What a value is called in messages. */
  static String typeName(@Nullable Object value) {
    if (value == null) {
      return "none";
    }
    if (value instanceof Boolean) {
      return "boolean";
    }
    if (value instanceof Long || value instanceof Double) {
      return "number";
    }
    if (value instanceof String) {
      return "text";
    }
    if (value instanceof List) {
      return "list";
    }
    if (value instanceof Map) {
      return "map";
    }
    if (value instanceof Undefined) {
      return "unknown value";
    }
    return value instanceof Callable ? "function" : "namespace";
  }

  /** The value, unless it is unknown and that is not allowed. */
  static @Nullable Object known(Rendering rendering, @Nullable Object value) {
    if (value instanceof Undefined undefined && rendering.isStrict()) {
      throw undefined.problem();
    }
    return value;
  }

  /** The value, which something is done with that needs a known one. */
  static @Nullable Object required(@Nullable Object value) {
    if (value instanceof Undefined undefined) {
      throw undefined.problem();
    }
    return value;
  }

  static boolean isTrue(Rendering rendering, @Nullable Object value) {
    known(rendering, value);
    if (value == null || value instanceof Undefined) {
      return false;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    if (value instanceof Long number) {
      return number != 0;
    }
    if (value instanceof Double number) {
      return number != 0;
    }
    if (value instanceof String text) {
      return !text.isEmpty();
    }
    if (value instanceof List<?> list) {
      return !list.isEmpty();
    }
    return !(value instanceof Map<?, ?> map) || !map.isEmpty();
  }

  /** What a loop over the value goes through: elements, keys, or characters. */
  static List<@Nullable Object> elements(Rendering rendering, @Nullable Object value) {
    known(rendering, value);
    if (value instanceof Undefined) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return asList(list);
    }
    if (value instanceof Map<?, ?> map) {
      rendering.allocateCollection(map.size());
      return new ArrayList<>(map.keySet());
    }
    if (value instanceof String text) {
      return characters(rendering, text);
    }
    throw RenderingProblem.of("a %s has no elements; a list, map or text has", typeName(value));
  }

  private static List<@Nullable Object> characters(Rendering rendering, String text) {
    rendering.allocateCollection(characterCount(rendering, text));
    List<@Nullable Object> characters = new ArrayList<>();
    text.codePoints().forEach(character -> characters.add(Character.toString(character)));
    return characters;
  }

  @SuppressWarnings("unchecked") // only read, and every element is an Object
  static List<@Nullable Object> asList(List<?> list) {
    return (List<@Nullable Object>) list;
  }

  @SuppressWarnings("unchecked") // only read, and every key and value is an Object
  static Map<Object, @Nullable Object> asMap(Map<?, ?> map) {
    return (Map<Object, @Nullable Object>) map;
  }

  /** How many characters a text has, those beyond 16 bits counted as one. */
  static int characterCount(Rendering rendering, String text) {
    rendering.work(text.length() / 8);
    return text.codePointCount(0, text.length());
  }

  static long length(Rendering rendering, @Nullable Object value) {
    known(rendering, value);
    if (value instanceof Undefined) {
      return 0;
    }
    if (value instanceof String text) {
      return characterCount(rendering, text);
    }
    if (value instanceof List<?> list) {
      return list.size();
    }
    if (value instanceof Map<?, ?> map) {
      return map.size();
    }
    throw RenderingProblem.of("a %s has no length; a list, map or text has", typeName(value));
  }

  /** A key that equals what Python takes for the same key. */
  static Object key(@Nullable Object value) {
    if (value instanceof String || value instanceof Long) {
      return value;
    }
    if (value instanceof Boolean flag) {
      return flag ? 1L : 0L;
    }
    if (value instanceof Double number) {
      return number == Math.rint(number) && Math.abs(number) < 0x1p53
          ? (Object) number.longValue()
          : number;
    }
    if (value == null) {
      return NoneKey.NONE;
    }
    throw RenderingProblem.of(
        "a %s cannot be a key or be made unique; a text, number or boolean can", typeName(value));
  }

  /** The value that a key stands for. */
  static @Nullable Object ofKey(@Nullable Object key) {
    return key == NoneKey.NONE ? null : key;
  }

  /** Stands for none among keys. */
  private enum NoneKey {
    NONE;

    @Override
    public String toString() {
      return "None";
    }
  }

  static boolean isNumber(@Nullable Object value) {
    return value instanceof Long || value instanceof Double || value instanceof Boolean;
  }

  /** A text in lower case, everything else as it is. */
  static @Nullable Object lowerCase(Rendering rendering, @Nullable Object value) {
    if (value instanceof String text) {
      rendering.work(text.length() / 4);
      return text.toLowerCase(Locale.ROOT);
    }
    return value;
  }

  /** {@code owner.name}: an entry of a map, or a method. */
  static @Nullable Object member(Rendering rendering, @Nullable Object owner, String name) {
    required(owner);
    if (owner instanceof Namespace namespace) {
      return namespace.get(name);
    }
    if (owner instanceof LoopState loop) {
      return loop.get(name);
    }
    if (owner instanceof Tuple tuple && tuple.has(name)) {
      return tuple.get(name);
    }
    Callable method = Methods.of(owner, name);
    if (method != null) {
      return method;
    }
    return owner instanceof Map<?, ?> map && map.containsKey(name)
        ? map.get(name)
        : Undefined.member(owner, name);
  }

  /** An attribute that is no entry of a map: what {@code namespace()} has, or a method. */
  static @Nullable Object attribute(@Nullable Object owner, String name) {
    if (required(owner) instanceof Namespace namespace) {
      return namespace.get(name);
    }
    Callable method = Methods.of(owner, name);
    return method == null ? Undefined.member(owner, name) : method;
  }

  /** {@code owner[key]}: an entry of a map, or an element of a list or text. */
  static @Nullable Object subscript(
      Rendering rendering, @Nullable Object owner, @Nullable Object key) {
    required(owner);
    required(key);
    if (owner instanceof Map<?, ?> map && (key == null || isNumber(key) || key instanceof String)) {
      Object normalized = key(key);
      if (map.containsKey(normalized)) {
        return map.get(normalized);
      }
    }
    if (owner instanceof List<?> list && key instanceof Long index) {
      long at = index < 0 ? index + list.size() : index;
      return at >= 0 && at < list.size()
          ? list.get((int) at)
          : new Undefined("element %d of a list of %d".formatted(index, list.size()));
    }
    if (owner instanceof String text && key instanceof Long index) {
      return character(rendering, text, index);
    }
    return key instanceof String name
        ? member(rendering, owner, name)
        : new Undefined("%s of a %s".formatted(key, typeName(owner)));
  }

  private static Object character(Rendering rendering, String text, long index) {
    int length = characterCount(rendering, text);
    long at = index < 0 ? index + length : index;
    return at >= 0 && at < length
        ? Character.toString(text.codePointAt(text.offsetByCodePoints(0, (int) at)))
        : new Undefined("character %d of a text of %d".formatted(index, length));
  }
}
