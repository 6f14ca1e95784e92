package io.reactiveregistry.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The methods that texts and maps have: some of Python's. They are all that can be called on a
 * value; there is no other way to any method of any object.
 */
final class Methods {

  /** A method of a text. */
  private interface TextMethod {
    @Nullable Object call(Rendering rendering, String text, Arguments.Bound arguments);
  }

  private record Signature(List<String> parameters, TextMethod method) {}

  private static final Map<String, Signature> OF_TEXT =
      Map.ofEntries(
          entry("upper", (r, text, a) -> Texts.upper(r, text)),
          entry("lower", (r, text, a) -> Texts.lower(r, text)),
          entry("capitalize", (r, text, a) -> Texts.capitalize(r, text)),
          entry("strip", (r, text, a) -> strip(r, text, a, true, true), "chars"),
          entry("lstrip", (r, text, a) -> strip(r, text, a, true, false), "chars"),
          entry("rstrip", (r, text, a) -> strip(r, text, a, false, true), "chars"),
          entry(
              "split",
              (r, text, a) ->
                  Texts.split(r, text, optionalText(a, "sep"), a.integer("maxsplit", -1)),
              "sep",
              "maxsplit"),
          entry("splitlines", (r, text, a) -> lines(r, text)),
          entry("join", (r, text, a) -> join(r, text, a.require("iterable")), "iterable"),
          entry(
              "replace",
              (r, text, a) ->
                  Texts.replace(
                      r,
                      text,
                      requiredText(a, "old"),
                      requiredText(a, "new"),
                      a.integer("count", -1)),
              "old",
              "new",
              "count"),
          entry("startswith", (r, text, a) -> text.startsWith(requiredText(a, "prefix")), "prefix"),
          entry("endswith", (r, text, a) -> text.endsWith(requiredText(a, "suffix")), "suffix"),
          entry("isdigit", (r, text, a) -> all(r, text, Character::isDigit)),
          entry("isalpha", (r, text, a) -> all(r, text, Character::isLetter)));

  private Methods() {}

  private static Map.Entry<String, Signature> entry(
      String name, TextMethod method, String... parameters) {
    return Map.entry(name, new Signature(List.of(parameters), method));
  }

  static Set<String> namesOfTexts() {
    return OF_TEXT.keySet();
  }

  /** The method of this name, bound to its owner, or null when there is none. */
  static @Nullable Callable of(@Nullable Object owner, String name) {
    if (owner instanceof String text) {
      Signature signature = OF_TEXT.get(name);
      return signature == null
          ? null
          : (rendering, arguments) ->
              signature
                  .method()
                  .call(rendering, text, arguments.bind(name, signature.parameters()));
    }
    return owner instanceof Map<?, ?> map ? ofMap(map, name) : null;
  }

  private static @Nullable Callable ofMap(Map<?, ?> map, String name) {
    return switch (name) {
      case "items" ->
          (rendering, arguments) -> {
            arguments.bind(name, List.of());
            return items(rendering, map);
          };
      case "keys" ->
          (rendering, arguments) -> {
            arguments.bind(name, List.of());
            return Values.elements(rendering, map);
          };
      case "values" ->
          (rendering, arguments) -> {
            arguments.bind(name, List.of());
            rendering.allocateCollection(map.size());
            return new ArrayList<@Nullable Object>(map.values());
          };
      case "get" ->
          (rendering, arguments) -> {
            Arguments.Bound bound = arguments.bind(name, List.of("key", "default"));
            Object key = Values.key(Values.required(bound.require("key")));
            return map.containsKey(key) ? map.get(key) : bound.get("default");
          };
      default -> null;
    };
  }

  /** The entries of a map as tuples. */
  static List<@Nullable Object> items(Rendering rendering, Map<?, ?> map) {
    rendering.allocateCollection(3L * map.size());
    List<@Nullable Object> items = new ArrayList<>(map.size());
    map.forEach((key, value) -> items.add(Tuple.of(key, value)));
    return items;
  }

  private static String strip(
      Rendering rendering, String text, Arguments.Bound arguments, boolean left, boolean right) {
    return Texts.strip(rendering, text, optionalText(arguments, "chars"), left, right);
  }

  private static @Nullable String optionalText(Arguments.Bound arguments, String name) {
    return arguments.get(name) == null ? null : arguments.text(name, "");
  }

  private static String requiredText(Arguments.Bound arguments, String name) {
    Values.required(arguments.require(name));
    return arguments.text(name, "");
  }

  private static List<@Nullable Object> lines(Rendering rendering, String text) {
    rendering.allocateText(text.length());
    List<@Nullable Object> lines = new ArrayList<>();
    text.lines()
        .forEach(
            line -> {
              rendering.allocateElement(lines.size() + 1L);
              lines.add(line);
            });
    return lines;
  }

  private static String join(Rendering rendering, String separator, @Nullable Object elements) {
    BoundedText joined = new BoundedText(rendering);
    String before = "";
    for (Object element : Values.elements(rendering, Values.required(elements))) {
      if (!(element instanceof String text)) {
        throw RenderingProblem.of(
            "the method join takes texts only, one was a %s; use the filter join",
            Values.typeName(element));
      }
      joined.append(before).append(text);
      before = separator;
    }
    return joined.toString();
  }

  private static boolean all(Rendering rendering, String text, IntPredicate property) {
    rendering.work(text.length() / 4);
    return !text.isEmpty() && text.codePoints().allMatch(property);
  }
}
