package io.reactiveregistry.reliability.record;

import io.reactiveregistry.InputSpec;
import io.reactiveregistry.InputType;
import io.reactiveregistry.TemplateSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Templates of every shape, drawn from chances. Those that a fuzzer makes of its bytes will do as
 * chances too: every choice is small, so that changed bytes change the template a little.
 */
public final class RandomTemplates {

  /** One of each length in UTF-8 and some that parsers like to treat in a special way. */
  private static final String[] PIECES = {
    "a",
    "b",
    "Z",
    "0",
    " ",
    "-",
    ".",
    "/",
    ":",
    "#",
    "'",
    "\"",
    "{{ x }}",
    "\\",
    "\n",
    "\t",
    "é",
    "ß",
    "\u0085",
    "\u2028",
    "\uFEFF",
    "\uFFFD",
    "\uE000",
    "日本",
    "\uD83D\uDE80",
    "no",
    "null",
    "~",
    "017",
    "1e3"
  };

  /** Keys that look like parts of a record. */
  private static final String[] AWKWARD_KEYS = {"crc32c", "id", "template", "", "<<", "m"};

  private static final int DEEPEST = 3;

  private final RandomGenerator random;

  /**
   * @param random where the chances come from
   */
  public RandomTemplates(RandomGenerator random) {
    this.random = random;
  }

  /** The next template. */
  public TemplateSpec next() {
    return new TemplateSpec(
        name(),
        name().replace(":", "."),
        random.nextBoolean() ? text() : null,
        text(),
        inputs(),
        map(0));
  }

  private Map<String, InputSpec> inputs() {
    Map<String, InputSpec> inputs = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      InputType type = oneOf(InputType.values());
      Object defaultValue = random.nextBoolean() ? defaultOf(type) : null;
      String description = random.nextInt(3) == 0 ? text() : null;
      inputs.put(name(), new InputSpec(type, random.nextBoolean(), defaultValue, description));
    }
    return inputs;
  }

  private Object defaultOf(InputType type) {
    return switch (type) {
      case STRING -> text();
      case NUMBER -> random.nextBoolean() ? integer() : fraction();
      case BOOLEAN -> random.nextBoolean();
      case STRING_ARRAY -> List.of(text(), text());
      case OBJECT -> map(1);
    };
  }

  private Map<String, @Nullable Object> map(int depth) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      map.put(random.nextInt(3) == 0 ? oneOf(AWKWARD_KEYS) : text(), value(depth + 1));
    }
    return map;
  }

  private @Nullable Object value(int depth) {
    return switch (random.nextInt(depth < DEEPEST ? 7 : 5)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> integer();
      case 3 -> fraction();
      case 4 -> text();
      case 5 -> map(depth);
      default -> list(depth);
    };
  }

  private List<@Nullable Object> list(int depth) {
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(value(depth + 1));
    }
    return list;
  }

  /** As many small ones as great ones, so that every stored form comes up. */
  private long integer() {
    return random.nextLong() >> random.nextInt(64);
  }

  private double fraction() {
    double number = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(number) ? number : -0.0;
  }

  private String name() {
    String name = shortText(8).replaceAll("\\p{Cc}", "_");
    return name.isBlank() ? "x" : name;
  }

  private String text() {
    return random.nextInt(12) == 0 ? shortText(4).repeat(random.nextInt(400)) : shortText(12);
  }

  private String shortText(int mostPieces) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(mostPieces + 1); i > 0; i--) {
      text.append(oneOf(PIECES));
    }
    return text.toString();
  }

  private <T> T oneOf(T[] all) {
    return all[random.nextInt(all.length)];
  }
}
