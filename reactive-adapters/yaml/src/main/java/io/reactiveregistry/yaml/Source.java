package io.reactiveregistry.yaml;

import io.reactiveregistry.error.InvalidTemplateException;
import org.jspecify.annotations.Nullable;

/** Where a document comes from: what every refusal has to name. */
record Source(String name) {

  InvalidTemplateException refuse(String reason) {
    return new InvalidTemplateException(name, reason);
  }

  InvalidTemplateException refuse(String reason, Throwable cause) {
    return new InvalidTemplateException(name, reason, cause);
  }

  InvalidTemplateException refuse(int line, String reason) {
    return refuse(line, reason, null);
  }

  InvalidTemplateException refuse(int line, String reason, @Nullable Throwable cause) {
    return new InvalidTemplateException(name + ":" + line, reason, cause);
  }

  /** A rule of the model broken by what stands on this line. */
  InvalidTemplateException refuse(int line, InvalidTemplateException cause) {
    return refuse(line, cause.path() + ": " + cause.reason(), cause);
  }

  /** What is no YAML, and so no template either. */
  InvalidTemplateException malformed(int line, int column, String problem, Throwable cause) {
    return refuse(
        line,
        "it is not YAML: %s (column %d)".formatted(problem, column),
        new MalformedYamlException("This is not YAML: " + problem, line, column, cause));
  }

  /** As above, where the place is not known. */
  InvalidTemplateException malformed(String problem, Throwable cause) {
    return refuse(
        "it is not YAML: " + problem,
        new MalformedYamlException("This is not YAML: " + problem, 0, 0, cause));
  }
}
