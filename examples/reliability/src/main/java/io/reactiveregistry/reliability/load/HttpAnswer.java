package io.reactiveregistry.reliability.load;

import java.util.Map;

/**
 * An answer that has arrived whole.
 *
 * @param headers by their names in lower case
 */
record HttpAnswer(int status, Map<String, String> headers, String body) {

  /** Whether the server keeps the connection for another request. */
  boolean keepsConnection() {
    return !"close".equalsIgnoreCase(headers.get("connection"));
  }
}
