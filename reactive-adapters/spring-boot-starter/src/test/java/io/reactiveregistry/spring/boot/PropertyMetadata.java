package io.reactiveregistry.spring.boot;

import java.io.IOException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What editors are told of the properties. */
public final class PropertyMetadata {

  private PropertyMetadata() {}

  /** All of them. */
  public static Stream<JsonNode> properties() throws IOException {
    try (var file =
        ReactiveRegistryProperties.class.getResourceAsStream(
            "/META-INF/spring-configuration-metadata.json")) {
      JsonNode properties = JsonMapper.shared().readTree(file).get("properties");
      return StreamSupport.stream(properties.spliterator(), /* parallel= */ false);
    }
  }

  static String descriptionOf(String name) throws IOException {
    return properties()
        .filter(property -> property.get("name").stringValue().equals(name))
        .map(property -> property.get("description").stringValue())
        .findFirst()
        .orElseThrow();
  }
}
