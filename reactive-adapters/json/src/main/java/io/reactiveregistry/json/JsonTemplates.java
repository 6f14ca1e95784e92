package io.reactiveregistry.json;

import com.google.errorprone.annotations.CheckReturnValue;
import io.reactiveregistry.InputSpec;
import io.reactiveregistry.InputType;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidTemplateException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * One template as a JSON object: the fields of its YAML form under the same names, with the same
 * meaning.
 *
 * <pre>
 *   {"id": "support/greeting", "version": "1.2.0", "template": "Dear {{ name }}",
 *    "inputs": {"name": {"type": "string", "required": true}}, "metadata": {"owner": "support"}}
 * </pre>
 *
 * <p>{@code template} must be there, and {@code id} unless it is known from elsewhere. A missing
 * version is {@link TemplateSpec#DEFAULT_VERSION}; the {@code type} of an input is {@code string}
 * and {@code required} is true unless they say otherwise. A value of null counts as absent. Unknown
 * and repeated fields are refused, as is whatever the model refuses.
 *
 * <p>Nothing here blocks for longer than the work takes; a large template takes milliseconds.
 */
@CheckReturnValue
public final class JsonTemplates {

  /** What is wrong with a field that templates do not have, in whatever form. */
  public static final String UNKNOWN_FIELD =
      "a template has no such field; correct its name, or put it under metadata";

  private static final Set<String> FIELDS =
      Set.of("id", "version", "description", "template", "inputs", "metadata");
  private static final Set<String> INPUT_FIELDS =
      Set.of("type", "required", "default", "description");

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private JsonTemplates() {}

  /**
   * Parses a template that names its id.
   *
   * @throws MalformedJsonException when the text is not JSON, with line and column
   * @throws InvalidTemplateException when it is not a template, with the path to what is wrong
   */
  public static TemplateSpec parse(String json) {
    return read(JsonObject.parse(json), null);
  }

  /**
   * As {@link #parse(String)}.
   *
   * @throws MalformedJsonException also when the bytes are not strict UTF-8
   */
  public static TemplateSpec parse(byte[] json) {
    return read(JsonObject.parse(json), null);
  }

  /**
   * Parses a template of which the id is known from elsewhere.
   *
   * @param id the id where the document names none; one that it names counts
   * @throws MalformedJsonException as {@link #parse(String)} does
   * @throws InvalidTemplateException as {@link #parse(String)} does
   */
  public static TemplateSpec parse(String json, String id) {
    return read(JsonObject.parse(json), id);
  }

  /**
   * As {@link #parse(String, String)}.
   *
   * @throws MalformedJsonException also when the bytes are not strict UTF-8
   */
  public static TemplateSpec parse(byte[] json, String id) {
    return read(JsonObject.parse(json), id);
  }

  /**
   * The template that an object within another document is.
   *
   * @throws InvalidTemplateException when it is not a template, with the path to what is wrong
   */
  public static TemplateSpec of(JsonObject object) {
    return read(object, null);
  }

  /**
   * Writes a template so that {@link #parse(byte[])} gives an equal one. Absent fields are omitted.
   *
   * @return UTF-8 without a line break
   */
  public static byte[] format(TemplateSpec spec) {
    return MAPPER.writeValueAsBytes(fields(spec, AbsentFields.OMITTED));
  }

  /** The fields of a template in their order, for use within another JSON document. */
  public static Map<String, @Nullable Object> fields(TemplateSpec spec, AbsentFields absent) {
    Map<String, Object> inputs = new LinkedHashMap<>();
    spec.inputs().forEach((name, input) -> inputs.put(name, fields(input, absent)));
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("id", spec.id());
    fields.put("version", spec.version());
    put(fields, "description", spec.description(), absent);
    fields.put("template", spec.template());
    fields.put("inputs", inputs);
    fields.put("metadata", spec.metadata());
    return fields;
  }

  /** The fields of an input in their order, for use within another JSON document. */
  public static Map<String, @Nullable Object> fields(InputSpec input, AbsentFields absent) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("type", input.type().label());
    fields.put("required", input.required());
    put(fields, "default", input.defaultValue(), absent);
    put(fields, "description", input.description(), AbsentFields.OMITTED);
    return fields;
  }

  private static void put(
      Map<String, @Nullable Object> fields,
      String name,
      @Nullable Object value,
      AbsentFields absent) {
    if (value != null || absent == AbsentFields.NULL) {
      fields.put(name, value);
    }
  }

  private static TemplateSpec read(JsonObject fields, @Nullable String id) {
    fields.requireOnly(FIELDS, UNKNOWN_FIELD);
    String givenId =
        id == null ? fields.requiredText("id") : Objects.requireNonNullElse(fields.text("id"), id);
    String version = fields.text("version");
    String template = fields.text("template");
    if (template == null) {
      throw new InvalidTemplateException("template", "it is missing; every template has a text");
    }
    return TemplateSpec.builder(givenId)
        .version(version == null ? TemplateSpec.DEFAULT_VERSION : version)
        .description(fields.text("description"))
        .template(template)
        .inputs(inputs(fields.object("inputs")))
        .metadata(fields.object("metadata").members())
        .build();
  }

  private static Map<String, InputSpec> inputs(JsonObject inputs) {
    Map<String, InputSpec> specs = new LinkedHashMap<>();
    inputs.members().keySet().forEach(name -> specs.put(name, input(inputs.object(name))));
    return specs;
  }

  private static InputSpec input(JsonObject fields) {
    fields.requireOnly(INPUT_FIELDS, UNKNOWN_FIELD);
    String type = fields.text("type");
    String description = fields.text("description");
    boolean required = fields.flag("required", true);
    try {
      return new InputSpec(
          type == null ? InputType.STRING : InputType.fromLabel(type),
          required,
          fields.value("default"),
          description);
    } catch (InvalidTemplateException e) {
      throw e.within(fields.path());
    }
  }
}
