package io.reactiveregistry.spring.boot;

import java.util.List;

/** A property has a value that is out of its limits, or that another one does not go with. */
final class RefusedPropertyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String properties;

  /**
   * @param properties their names
   * @param told their names with the values they have, and where from
   * @param refusal which says the limit
   */
  RefusedPropertyException(List<String> properties, String told, RuntimeException refusal) {
    super("%s, and that cannot be: %s".formatted(told, refusal.getMessage()), refusal);
    this.properties = String.join(" or ", properties);
  }

  /** The names of the properties, for a sentence that says what to change. */
  String properties() {
    return properties;
  }
}
