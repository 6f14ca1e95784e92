package io.reactiveregistry;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.reactiveregistry.error.InvalidInputException;
import io.reactiveregistry.error.InvalidTemplateException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A template and everything known about it: an immutable value, checked on construction.
 *
 * <p>Free-form values (metadata and the defaults of inputs) are normalised on construction to null,
 * Boolean, Long, Double, String, unmodifiable List and unmodifiable Map, so that a template that
 * was saved and loaded again {@code equals} the original. Maps keep the author's key order;
 * equality and {@link #contentHash()} do not depend on it.
 *
 * @param id the name of the template: any text without control characters; {@code id:version} takes
 *     at most 511 bytes of UTF-8
 * @param version the version of this body: any text without {@code :} and control characters
 * @param description what the template is for, or null
 * @param template the text to be filled in
 * @param inputs the inputs by name
 * @param metadata free-form values by name, at most {@value #MAX_NESTING} levels deep
 */
public record TemplateSpec(
    String id,
    String version,
    @Nullable String description,
    String template,
    Map<String, InputSpec> inputs,
    Map<String, @Nullable Object> metadata) {

  /** The version of a template that names none. */
  public static final String DEFAULT_VERSION = "0.1.0";

  /** How deep lists and maps may be nested in metadata and defaults. */
  public static final int MAX_NESTING = 32;

  /**
   * Validates, normalises and copies.
   *
   * @throws InvalidTemplateException naming the path to the offending value
   */
  public TemplateSpec {
    TextRules.requireId(id);
    TextRules.requireVersion(version);
    TextRules.requireVersionKeyLength(id, version);
    if (description != null) {
      TextRules.requireWellFormed(description, "description");
    }
    TextRules.requireWellFormed(template, "template");
    inputs = copyOfInputs(inputs);
    metadata = NormalizedValues.ofMap(metadata, "metadata");
  }

  private static Map<String, InputSpec> copyOfInputs(Map<String, InputSpec> inputs) {
    if (inputs.isEmpty()) {
      return Collections.emptyMap();
    }
    Map<String, InputSpec> copy = new LinkedHashMap<>(inputs.size() * 2);
    inputs.forEach(
        (name, input) -> {
          TextRules.requireName(name, "inputs");
          copy.put(name, Objects.requireNonNull(input, () -> "inputs." + name));
        });
    return Collections.unmodifiableMap(copy);
  }

  /** Starts a template with this id, {@link #DEFAULT_VERSION}, an empty text and nothing else. */
  public static Builder builder(String id) {
    return new Builder(id);
  }

  /**
   * Checks an id as this class does, for calls that carry an id but no template.
   *
   * @return the id
   * @throws InvalidTemplateException when no template can have this id
   */
  @CanIgnoreReturnValue
  public static String requireValidId(String id) {
    TextRules.requireId(id);
    TextRules.requireKeyLength(id);
    return id;
  }

  /**
   * Checks a version of an id as this class does.
   *
   * @return the version
   * @throws InvalidTemplateException when no template can have this id and version
   */
  @CanIgnoreReturnValue
  public static String requireValidVersion(String id, String version) {
    TextRules.requireId(id);
    TextRules.requireVersion(version);
    TextRules.requireVersionKeyLength(id, version);
    return version;
  }

  /** A builder that starts with the values of this template. */
  public Builder toBuilder() {
    return new Builder(id)
        .version(version)
        .description(description)
        .template(template)
        .inputs(inputs)
        .metadata(metadata);
  }

  /**
   * Brings the values a caller gives for the inputs into the declared types.
   *
   * <ul>
   *   <li>An input that is not given takes its default; without one it becomes null, or is an error
   *       when it is required. An input given as null stays null.
   *   <li>{@code string} takes anything, in its Java text form. {@code number} takes numbers, and
   *       texts that are decimal numbers (as Double). {@code boolean} takes Booleans, numbers (all
   *       but 0 are true) and texts ({@code 1}, {@code true}, {@code yes} and {@code y} in any case
   *       are true, every other text is false). {@code array<string>} takes a list of texts, or one
   *       text. {@code object} takes a map.
   *   <li>Values for inputs that the template does not declare are dropped.
   * </ul>
   *
   * @return the values in the order in which the inputs are declared, unmodifiable
   * @throws InvalidInputException naming the input and the expected type
   */
  public Map<String, @Nullable Object> coerceInputs(
      Map<String, ? extends @Nullable Object> values) {
    return InputCoercion.coerce(this, values);
  }

  /**
   * A fingerprint of everything in this template: equal templates have equal hashes, in every
   * process and language and however they are stored. It may serve as an HTTP entity tag.
   *
   * <p>It is the lower-case hexadecimal SHA-256 of the concatenation of the encodings of: id,
   * version, description, template, inputs, metadata. A value is encoded as one tag byte followed
   * by its content; all lengths and counts are 4 bytes big-endian:
   *
   * <pre>
   *   null     'N'
   *   true     'T'
   *   false    'F'
   *   integer  'I', 8 bytes, big-endian two's complement
   *   float    'D', 8 bytes, big-endian IEEE 754 double
   *   text     'S', length in bytes, UTF-8
   *   list     'L', count, the elements
   *   map      'M', count, then key (as text) and value for each key, in the order of the UTF-8 bytes of the keys
   * </pre>
   *
   * An input is encoded as the list of its type (as text, for example {@code array<string>}),
   * required, default and description.
   *
   * <p>Computed anew by each call, in time proportional to the size of the template.
   */
  public String contentHash() {
    return ContentHash.of(this);
  }

  /** Collects the parts of a template. Not thread-safe. */
  public static final class Builder {

    private final String id;
    private final Map<String, InputSpec> inputs = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    private String version = DEFAULT_VERSION;
    private @Nullable String description;
    private String template = "";

    private Builder(String id) {
      this.id = Objects.requireNonNull(id, "id");
    }

    /** Sets the version; {@link #DEFAULT_VERSION} otherwise. */
    @CanIgnoreReturnValue
    public Builder version(String version) {
      this.version = Objects.requireNonNull(version, "version");
      return this;
    }

    /** Sets what the template is for; null for none. */
    @CanIgnoreReturnValue
    public Builder description(@Nullable String description) {
      this.description = description;
      return this;
    }

    /** Sets the text to be filled in. */
    @CanIgnoreReturnValue
    public Builder template(String template) {
      this.template = Objects.requireNonNull(template, "template");
      return this;
    }

    /** Adds an input, or replaces the one of this name. */
    @CanIgnoreReturnValue
    public Builder input(String name, InputSpec input) {
      inputs.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(input, "input"));
      return this;
    }

    /** Adds inputs. */
    @CanIgnoreReturnValue
    public Builder inputs(Map<String, InputSpec> inputs) {
      inputs.forEach(this::input);
      return this;
    }

    /** Adds a free-form value, or replaces the one of this name. */
    @CanIgnoreReturnValue
    public Builder metadata(String name, @Nullable Object value) {
      metadata.put(Objects.requireNonNull(name, "name"), value);
      return this;
    }

    /** Adds free-form values. */
    @CanIgnoreReturnValue
    public Builder metadata(Map<String, ? extends @Nullable Object> metadata) {
      metadata.forEach(this::metadata);
      return this;
    }

    /**
     * The template.
     *
     * @throws InvalidTemplateException naming the path to the offending value
     */
    public TemplateSpec build() {
      return new TemplateSpec(id, version, description, template, inputs, metadata);
    }
  }
}
