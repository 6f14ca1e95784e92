package io.reactiveregistry.json;

import com.google.errorprone.annotations.CheckReturnValue;
import io.reactiveregistry.error.Excerpt;
import io.reactiveregistry.error.InvalidTemplateException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object of a JSON document, and the path that leads to it, which its errors name.
 *
 * <p>What could be meant in two ways is refused: repeated names, text behind the document, and,
 * with {@link #requireOnly}, names that nobody knows. A value of null counts as absent, unless
 * {@link #has} is asked. Objects and arrays are nested at most {@value #MAX_NESTING} deep.
 *
 * <p>Immutable if nobody changes the values it was made of.
 */
@CheckReturnValue
public final class JsonObject {

  /** How deep objects and arrays may be nested in a document. */
  public static final int MAX_NESTING = 64;

  /** How many characters of a name stand in a path. */
  private static final int LONGEST_NAME = 200;

  /** What errors name when it is the whole that is wrong. */
  private static final String WHOLE = "body";

  private final String path;
  private final Map<String, @Nullable Object> members;

  private JsonObject(String path, Map<String, @Nullable Object> members) {
    this.path = path;
    this.members = members;
  }

  /**
   * Parses a document that is an object.
   *
   * @throws MalformedJsonException when the text is not JSON, with line and column
   * @throws InvalidTemplateException when it is JSON and no object
   */
  public static JsonObject parse(String json) {
    return new JsonObject("", members(JsonReader.read(json), WHOLE));
  }

  /**
   * As {@link #parse(String)}.
   *
   * @throws MalformedJsonException also when the bytes are not strict UTF-8
   */
  public static JsonObject parse(byte[] json) {
    return parse(decode(json));
  }

  /**
   * An object within another one, or within an array of it.
   *
   * @param path what leads to it, for example {@code moves[2]}
   * @throws InvalidTemplateException when the value is no object
   */
  public static JsonObject of(@Nullable Object value, String path) {
    return new JsonObject(path, members(value, path));
  }

  /** What leads to this object; empty for that of the whole document. */
  public String path() {
    return path;
  }

  /**
   * What leads to this member. Of a long name it has the beginning, and control characters are
   * escaped: paths stand in messages, and messages are printed.
   */
  public String pathTo(String name) {
    String shown = Excerpt.of(name, LONGEST_NAME);
    return path.isEmpty() ? shown : path + "." + shown;
  }

  /** All members in their order. */
  public Map<String, @Nullable Object> members() {
    return Collections.unmodifiableMap(members);
  }

  /** Whether there is such a member, be it null. */
  public boolean has(String name) {
    return members.containsKey(name);
  }

  /** The value of a member: a map, a list, a text, a number, a truth value, or null. */
  public @Nullable Object value(String name) {
    return members.get(name);
  }

  /**
   * The text of a member, or null when it is absent.
   *
   * @throws InvalidTemplateException when it is something else
   */
  public @Nullable String text(String name) {
    Object value = members.get(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw new InvalidTemplateException(pathTo(name), "it must be a text; quote it");
  }

  /**
   * The text of a member that must be there.
   *
   * @throws InvalidTemplateException when it is absent or something else
   */
  public String requiredText(String name) {
    String text = text(name);
    if (text == null) {
      throw new InvalidTemplateException(pathTo(name), "it is missing, or null; give a text");
    }
    return text;
  }

  /**
   * The truth value of a member.
   *
   * @param absent what it is when it is absent
   * @throws InvalidTemplateException when it is something else
   */
  public boolean flag(String name, boolean absent) {
    Object value = members.get(name);
    if (value == null) {
      return absent;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw new InvalidTemplateException(pathTo(name), "it must be true or false");
  }

  /**
   * The object that a member is; one without members when it is absent.
   *
   * @throws InvalidTemplateException when it is something else
   */
  public JsonObject object(String name) {
    Object value = members.get(name);
    return value == null
        ? new JsonObject(pathTo(name), Map.of())
        : JsonObject.of(value, pathTo(name));
  }

  /**
   * Refuses members that nobody would look at.
   *
   * @param reason what is wrong with them, and what to do
   * @throws InvalidTemplateException which names the first of them
   */
  public void requireOnly(Set<String> known, String reason) {
    for (String name : members.keySet()) {
      if (!known.contains(name)) {
        throw new InvalidTemplateException(pathTo(name), reason);
      }
    }
  }

  private static Map<String, @Nullable Object> members(@Nullable Object value, String path) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new InvalidTemplateException(path, "it must be an object of names and values");
    }
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    map.forEach((name, member) -> copy.put((String) name, member));
    return copy;
  }

  private static String decode(byte[] bytes) {
    try {
      // A new decoder reports what is malformed; String's constructor would replace it.
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw MalformedJsonException.ofBytes(e);
    }
  }
}
