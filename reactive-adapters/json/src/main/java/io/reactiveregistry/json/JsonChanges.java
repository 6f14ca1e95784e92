package io.reactiveregistry.json;

import com.google.errorprone.annotations.CheckReturnValue;
import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.TemplateChange.Deleted;
import io.reactiveregistry.TemplateChange.LabelMoved;
import io.reactiveregistry.TemplateChange.Saved;
import io.reactiveregistry.TemplateChange.VersionDeleted;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change as a JSON object: {@code revision} and {@code kind}, then {@code id}, {@code label} and
 * {@code version} where the kind has them. The version of a label that was removed is null.
 */
@CheckReturnValue
public final class JsonChanges {

  private JsonChanges() {}

  /** The fields of a change in their order. */
  public static Map<String, @Nullable Object> fields(TemplateChange change) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("revision", change.revision());
    fields.put("kind", change.kind().label());
    if (change instanceof Saved saved) {
      fields.put("id", saved.id());
      fields.put("version", saved.version());
    } else if (change instanceof Deleted deleted) {
      fields.put("id", deleted.id());
    } else if (change instanceof VersionDeleted deleted) {
      fields.put("id", deleted.id());
      fields.put("version", deleted.version());
    } else if (change instanceof LabelMoved moved) {
      fields.put("id", moved.id());
      fields.put("label", moved.label());
      fields.put("version", moved.version());
    }
    return fields;
  }
}
