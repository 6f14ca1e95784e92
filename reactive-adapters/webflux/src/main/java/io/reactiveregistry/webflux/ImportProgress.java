package io.reactiveregistry.webflux;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One line of the answer to an import. */
record ImportProgress(String event, Map<String, @Nullable Object> fields) {

  byte[] toLine() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("event", event);
    all.putAll(fields);
    byte[] json = Json.bytes(all);
    byte[] line = Arrays.copyOf(json, json.length + 1);
    line[json.length] = '\n';
    return line;
  }
}
