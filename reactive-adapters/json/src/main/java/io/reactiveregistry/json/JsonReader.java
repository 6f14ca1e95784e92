package io.reactiveregistry.json;

import io.reactiveregistry.error.Excerpt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads one document, and nothing behind it, as maps, lists, texts, numbers, truth values and null.
 * What is wrong with it is said in words of ours: those of the library name its own options.
 */
final class JsonReader {

  private static final int MAX_NUMBER_LENGTH = StreamReadConstraints.DEFAULT_MAX_NUM_LEN;
  private static final int MAX_NAME_LENGTH = StreamReadConstraints.DEFAULT_MAX_NAME_LEN;

  /**
   * Without the table in which names are kept from one document to the next: whoever may send
   * documents could fill it with names as long as they may be.
   */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(JsonObject.MAX_NESTING + 1) // the limit is kept here
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .maxNameLength(MAX_NAME_LENGTH)
                  .maxStringLength(Integer.MAX_VALUE) // the whole is in memory already
                  .build())
          .build();

  private final String json;
  private final JsonParser parser;

  private JsonReader(String json, JsonParser parser) {
    this.json = json;
    this.parser = parser;
  }

  /**
   * @throws MalformedJsonException when it is no document
   */
  static @Nullable Object read(String json) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      return new JsonReader(json, parser).document();
    }
  }

  private @Nullable Object document() {
    try {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw MalformedJsonException.at(1, 1, "it is empty; send an object", null);
      }
      Object document = value(first, 0);
      if (parser.nextToken() != null) {
        throw refuse("something follows the end; remove it");
      }
      return document;
    } catch (StreamConstraintsException e) {
      throw at(
          parser.currentLocation(),
          "a number has more than %d digits, or a name more than %d characters; shorten it"
              .formatted(MAX_NUMBER_LENGTH, MAX_NAME_LENGTH),
          e);
    } catch (JacksonException e) {
      TokenStreamLocation place =
          e.getLocation() == null ? parser.currentLocation() : e.getLocation();
      throw at(place, SyntaxProblem.at(json, (int) place.getCharOffset(), parser), e);
    }
  }

  private @Nullable Object value(JsonToken token, int depth) {
    return switch (token) {
      case START_OBJECT -> object(depth + 1);
      case START_ARRAY -> array(depth + 1);
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new IllegalStateException("No value begins with " + token);
    };
  }

  private Map<String, @Nullable Object> object(int depth) {
    requireDepth(depth);
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      if (members.containsKey(name)) {
        throw refuse(
            "the name '%s' is there already; remove one of them"
                .formatted(Excerpt.of(name, SyntaxProblem.LONGEST_EXCERPT)));
      }
      members.put(name, value(parser.nextToken(), depth));
    }
    return members;
  }

  private List<@Nullable Object> array(int depth) {
    requireDepth(depth);
    List<@Nullable Object> elements = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      elements.add(value(token, depth));
    }
    return elements;
  }

  private void requireDepth(int depth) {
    if (depth > JsonObject.MAX_NESTING) {
      throw refuse(
          "objects and arrays are nested more than %d deep; flatten them"
              .formatted(JsonObject.MAX_NESTING));
    }
  }

  /** For the token that has just been read. */
  private MalformedJsonException refuse(String problem) {
    return at(parser.currentTokenLocation(), problem, null);
  }

  private static MalformedJsonException at(
      TokenStreamLocation place, String problem, @Nullable Throwable cause) {
    return MalformedJsonException.at(
        place.getLineNr(), Math.max(1, place.getColumnNr()), problem, cause);
  }
}
