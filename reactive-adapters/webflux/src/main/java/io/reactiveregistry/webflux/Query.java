package io.reactiveregistry.webflux;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.server.ServerWebInputException;

/** The parameters of a request, taken from the raw query and decoded strictly. */
final class Query {

  /** The digits of ASCII; Java takes those of other scripts, and a sign, too. */
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");

  private final Map<String, List<String>> encoded;

  private Query(Map<String, List<String>> encoded) {
    this.encoded = encoded;
  }

  /**
   * Parameters that nobody asks for may be anything: they can be those of something before or
   * around the routes.
   *
   * @throws ServerWebInputException when a parameter that is asked for is there twice, or is not
   *     valid UTF-8
   */
  static Query of(ServerRequest request) {
    Map<String, List<String>> encoded = new HashMap<>();
    String raw = request.uri().getRawQuery();
    if (raw != null) {
      for (String parameter : raw.split("&", -1)) {
        int equals = parameter.indexOf('=');
        String name = equals < 0 ? parameter : parameter.substring(0, equals);
        encoded
            .computeIfAbsent(name, unused -> new ArrayList<>())
            .add(equals < 0 ? "" : parameter.substring(equals + 1));
      }
    }
    return new Query(encoded);
  }

  @Nullable String value(String name) {
    List<String> values = encoded.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw new ServerWebInputException(
          "The parameter '%s' is there %d times; give it once".formatted(name, values.size()));
    }
    return values.isEmpty() ? null : PercentEncoding.decode(values.get(0).replace("+", "%20"));
  }

  String required(String name, String meaning) {
    String value = value(name);
    if (value == null) {
      throw new ServerWebInputException(
          "The parameter '%s' is missing; it names %s".formatted(name, meaning));
    }
    return value;
  }

  boolean flag(String name) {
    String value = value(name);
    if (value == null || value.equals("false")) {
      return false;
    }
    if (value.equals("true")) {
      return true;
    }
    throw new ServerWebInputException("%s=%s is neither true nor false".formatted(name, value));
  }

  /** A whole number from 1 to {@code most}, or {@code otherwise} where there is none. */
  long number(String name, long most, long otherwise) {
    String text = value(name);
    if (text == null) {
      return otherwise;
    }
    try {
      long number = DIGITS.matcher(text).matches() ? Long.parseLong(text) : 0;
      if (number > 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below, as every other text that is no such number.
    }
    throw new ServerWebInputException(
        "%s=%s is not a whole number %s; it can be left out"
            .formatted(name, text, most == Long.MAX_VALUE ? "above 0" : "from 1 to " + most));
  }
}
