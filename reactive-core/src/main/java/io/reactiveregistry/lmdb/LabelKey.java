package io.reactiveregistry.lmdb;

import io.reactiveregistry.LabelMove;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidTemplateException;
import org.jspecify.annotations.Nullable;

/**
 * A key of the database of labels, {@code id:label}. A label contains no colon, so the last one
 * splits it.
 *
 * @param id the template
 * @param label one of its labels
 */
record LabelKey(String id, String label) {

  /** The label that these bytes stand for; null when there can be none. */
  static @Nullable LabelKey parse(byte[] key) {
    String text = KeyText.strict(key);
    int separator = text == null ? -1 : text.lastIndexOf(':');
    if (text == null || separator < 0) {
      return null;
    }
    String id = text.substring(0, separator);
    String label = text.substring(separator + 1);
    try {
      LabelMove.requireValidLabel(id, label);
      return new LabelKey(id, label);
    } catch (InvalidTemplateException e) {
      return null;
    }
  }

  /** The version that is stored with the label; null when the template can have no such version. */
  @Nullable String version(byte[] value) {
    String version = KeyText.strict(value);
    try {
      return version == null ? null : TemplateSpec.requireValidVersion(id, version);
    } catch (InvalidTemplateException e) {
      return null;
    }
  }
}
