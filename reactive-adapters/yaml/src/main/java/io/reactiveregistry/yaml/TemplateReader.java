package io.reactiveregistry.yaml;

import io.reactiveregistry.InputSpec;
import io.reactiveregistry.InputType;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.Excerpt;
import io.reactiveregistry.error.InvalidTemplateException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a template from a parsed document. A field whose value is null counts as absent. Fields
 * that are texts take what is written, whatever YAML would make of it: {@code version: 1.0} is
 * "1.0".
 */
final class TemplateReader {

  private static final Set<String> FIELDS =
      Set.of("id", "version", "description", "template", "inputs", "metadata");
  private static final Set<String> INPUT_FIELDS =
      Set.of("type", "required", "default", "description");

  private final Source source;
  private final List<UnknownField> unknownFields = new ArrayList<>();

  private TemplateReader(Source source) {
    this.source = source;
  }

  static ParsedTemplate read(@Nullable YamlNode root, Source source) {
    if (root == null) {
      throw source.refuse("it is empty; it needs at least id and template");
    }
    TemplateReader reader = new TemplateReader(source);
    return new ParsedTemplate(
        reader.template(reader.mapping(root, "the document")), reader.unknownFields);
  }

  private TemplateSpec template(YamlNode.Mapping root) {
    noteUnknown(root, FIELDS, "");
    String id = requiredText(root, "id");
    String version = text(root, "version");
    String description = text(root, "description");
    String template = requiredText(root, "template");
    Map<String, InputSpec> inputs = inputs(root);
    Map<String, @Nullable Object> metadata = metadata(root);
    try {
      return new TemplateSpec(
          id,
          version == null ? TemplateSpec.DEFAULT_VERSION : version,
          description,
          template,
          inputs,
          metadata);
    } catch (InvalidTemplateException e) {
      throw source.refuse(lineOf(root, e.path()), e);
    }
  }

  private Map<String, InputSpec> inputs(YamlNode.Mapping root) {
    YamlNode node = value(root, "inputs");
    Map<String, InputSpec> inputs = new LinkedHashMap<>();
    if (node != null) {
      mapping(node, "inputs").entries().forEach((name, entry) -> inputs.put(name, input(entry)));
    }
    return inputs;
  }

  private InputSpec input(YamlNode.Entry entry) {
    String path = "inputs." + Excerpt.of(entry.key().text(), DocumentParser.LONGEST_EXCERPT);
    YamlNode.Mapping fields =
        ScalarValue.isNull(entry.value())
            ? new YamlNode.Mapping(entry.key().line(), Map.of())
            : mapping(entry.value(), path);
    noteUnknown(fields, INPUT_FIELDS, path + ".");
    String type = text(fields, "type");
    YamlNode defaultValue = value(fields, "default");
    Object defaultObject = defaultValue == null ? null : any(defaultValue);
    boolean required = required(fields, path);
    String description = text(fields, "description");
    try {
      return new InputSpec(
          type == null ? InputType.STRING : InputType.fromLabel(type),
          required,
          defaultObject,
          description);
    } catch (InvalidTemplateException e) {
      throw source.refuse(lineOf(fields, e.path()), e.within(path));
    }
  }

  private boolean required(YamlNode.Mapping fields, String path) {
    YamlNode node = value(fields, "required");
    if (node == null) {
      return true;
    }
    if (any(node) instanceof Boolean required) {
      return required;
    }
    throw source.refuse(node.line(), path + ".required: it must be true or false, without quotes");
  }

  private Map<String, @Nullable Object> metadata(YamlNode.Mapping root) {
    YamlNode node = value(root, "metadata");
    return node == null ? Map.of() : anyMap(mapping(node, "metadata"));
  }

  private @Nullable Object any(YamlNode node) {
    if (node instanceof YamlNode.Scalar scalar) {
      return ScalarValue.of(scalar, source);
    }
    if (node instanceof YamlNode.Sequence sequence) {
      List<@Nullable Object> items = new ArrayList<>(sequence.items().size());
      sequence.items().forEach(item -> items.add(any(item)));
      return items;
    }
    return anyMap((YamlNode.Mapping) node);
  }

  private Map<String, @Nullable Object> anyMap(YamlNode.Mapping mapping) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (!(ScalarValue.of(entry.key(), source) instanceof String)) {
                throw source.refuse(
                    entry.key().line(),
                    "the key %s is not a text; quote it"
                        .formatted(Excerpt.of(key, DocumentParser.LONGEST_EXCERPT)));
              }
              values.put(key, any(entry.value()));
            });
    return values;
  }

  private String requiredText(YamlNode.Mapping fields, String name) {
    String text = text(fields, name);
    if (text == null) {
      throw source.refuse(
          fields.line(), "%s: it is missing; every template has one".formatted(name));
    }
    return text;
  }

  private @Nullable String text(YamlNode.Mapping fields, String name) {
    YamlNode node = value(fields, name);
    if (node == null) {
      return null;
    }
    if (node instanceof YamlNode.Scalar scalar) {
      return scalar.text();
    }
    throw source.refuse(node.line(), name + ": it must be a text, not a list or a map");
  }

  private @Nullable YamlNode value(YamlNode.Mapping fields, String name) {
    YamlNode.Entry entry = fields.entries().get(name);
    return entry == null || ScalarValue.isNull(entry.value()) ? null : entry.value();
  }

  private YamlNode.Mapping mapping(YamlNode node, String what) {
    if (node instanceof YamlNode.Mapping mapping) {
      return mapping;
    }
    throw source.refuse(node.line(), what + ": it must be a map of names and values");
  }

  private void noteUnknown(YamlNode.Mapping fields, Set<String> known, String prefix) {
    fields
        .entries()
        .forEach(
            (name, entry) -> {
              if (!known.contains(name)) {
                unknownFields.add(
                    new UnknownField(
                        prefix + Excerpt.of(name, DocumentParser.LONGEST_EXCERPT),
                        entry.key().line()));
              }
            });
  }

  /** The line of the field that a path of the model begins with. */
  private static int lineOf(YamlNode.Mapping fields, String path) {
    YamlNode.Entry entry = fields.entries().get(path.split("[.\\[]", 2)[0]);
    return entry == null ? fields.line() : entry.value().line();
  }
}
