package io.reactiveregistry.webflux;

import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.TemplateChange.Deleted;
import io.reactiveregistry.TemplateChange.LabelMoved;
import io.reactiveregistry.TemplateChange.Saved;
import io.reactiveregistry.TemplateChange.VersionDeleted;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change as a JSON object, the same that {@code registry watch --json} prints: {@code revision}
 * and {@code kind}, then {@code id}, {@code label} and {@code version} where the kind has them. The
 * version of a label that was removed is null.
 */
final class ChangeJson {

  private ChangeJson() {}

  static Map<String, @Nullable Object> of(TemplateChange change) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("revision", change.revision());
    json.put("kind", change.kind().label());
    if (change instanceof Saved saved) {
      json.put("id", saved.id());
      json.put("version", saved.version());
    } else if (change instanceof Deleted deleted) {
      json.put("id", deleted.id());
    } else if (change instanceof VersionDeleted deleted) {
      json.put("id", deleted.id());
      json.put("version", deleted.version());
    } else if (change instanceof LabelMoved moved) {
      json.put("id", moved.id());
      json.put("label", moved.label());
      json.put("version", moved.version());
    }
    return json;
  }
}
