package io.reactiveregistry.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/**
 * Values as YAML in block style: one entry a line, two blanks for each level, keys in the order of
 * the value, texts quoted only where YAML would take them for something else, no line folded, and
 * no line break at the end.
 */
final class YamlText {

  private static final Pattern LINE_BREAK = Pattern.compile("\\R");

  private YamlText() {}

  static String of(Rendering rendering, @Nullable Object value) {
    String text = yaml().dump(copy(rendering, Values.required(value)));
    rendering.requireTextLength(text.length());
    rendering.allocateText(text.length());
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  private static Yaml yaml() {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setSplitLines(false);
    options.setWidth(Integer.MAX_VALUE);
    return new Yaml(
        new SafeConstructor(new LoaderOptions()), new PythonRepresenter(options), options);
  }

  /** Writes numbers and texts of several lines as PyYAML does. */
  private static final class PythonRepresenter extends Representer {

    PythonRepresenter(DumperOptions options) {
      super(options);
      representers.put(String.class, text -> representText((String) text));
      representers.put(Double.class, number -> representScalar(Tag.FLOAT, text((Double) number)));
    }

    /** Quoted where it has several lines; the emitter says what else has to be. */
    private Node representText(String text) {
      DumperOptions.ScalarStyle style =
          LINE_BREAK.matcher(text).find()
              ? DumperOptions.ScalarStyle.SINGLE_QUOTED
              : DumperOptions.ScalarStyle.PLAIN;
      return representScalar(Tag.STR, text, style);
    }

    private static String text(double number) {
      if (!Double.isFinite(number)) {
        return Double.isNaN(number) ? ".nan" : number > 0 ? ".inf" : "-.inf";
      }
      String text = PythonText.ofDouble(number);
      return text.indexOf('.') < 0 ? text.replace("e", ".0e") : text; // else it is read as a text
    }
  }

  /**
   * What the emitter is given is of plain types, small enough to be written, and has no parts in
   * common, which it would write as anchors and aliases.
   */
  private static @Nullable Object copy(Rendering rendering, @Nullable Object value) {
    Values.required(value);
    rendering.allocateYamlNode();
    if (value instanceof String text) {
      // Each line of a text in a block may be moved to the right, and each character be escaped.
      rendering.allocateText(4L * text.length());
      return text;
    }
    if (value instanceof List<?> list) {
      rendering.enter();
      rendering.allocateCollection(list.size());
      List<@Nullable Object> copy = new ArrayList<>(list.size());
      list.forEach(element -> copy.add(copy(rendering, element)));
      rendering.leave();
      return copy;
    }
    if (value instanceof Map<?, ?> map) {
      rendering.enter();
      rendering.allocateCollection(map.size());
      Map<@Nullable Object, @Nullable Object> copy = new LinkedHashMap<>(map.size() * 2);
      map.forEach((key, element) -> copy.put(copyOfKey(rendering, key), copy(rendering, element)));
      rendering.leave();
      return copy;
    }
    if (value == null || Values.isNumber(value)) {
      return value;
    }
    throw RenderingProblem.of("a %s cannot be written as YAML", Values.typeName(value));
  }

  private static @Nullable Object copyOfKey(Rendering rendering, @Nullable Object key) {
    return copy(rendering, Values.ofKey(key));
  }
}
