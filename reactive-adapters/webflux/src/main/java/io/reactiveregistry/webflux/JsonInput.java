package io.reactiveregistry.webflux;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.json.JsonObject;
import io.reactiveregistry.json.JsonTemplates;
import io.reactiveregistry.json.MalformedJsonException;
import java.util.function.Supplier;
import org.springframework.web.server.ServerWebInputException;

/**
 * Reads the JSON that clients send. What is no JSON is a bad request; what is JSON and not what is
 * asked for is an InvalidTemplateException.
 */
final class JsonInput {

  private static final String BODY = "The body";

  private JsonInput() {}

  /** The object that the body is. */
  static JsonObject object(byte[] body) {
    String json = StrictUtf8.decode(body, BODY);
    return read(() -> JsonObject.parse(json));
  }

  /** The template that the body is, which may leave out its id. */
  static TemplateSpec template(byte[] body, String id) {
    String json = StrictUtf8.decode(body, BODY);
    return read(() -> JsonTemplates.parse(json, id));
  }

  /** One template of many. */
  static TemplateSpec entry(byte[] bytes) {
    String json = StrictUtf8.decode(bytes, "It");
    try {
      return JsonTemplates.parse(json);
    } catch (MalformedJsonException e) {
      throw new ServerWebInputException(e.withinLine(), null, e);
    }
  }

  private static <T> T read(Supplier<T> parsing) {
    try {
      return parsing.get();
    } catch (MalformedJsonException e) {
      throw new ServerWebInputException(e.getMessage(), null, e);
    }
  }
}
