package io.reactiveregistry.lmdb;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.codec.TemplateDecoder;
import io.reactiveregistry.datafile.DamageListener;
import io.reactiveregistry.datafile.PageLedger;
import io.reactiveregistry.datafile.Tree;
import io.reactiveregistry.datafile.TreeCursor;
import io.reactiveregistry.error.CorruptTemplateException;
import io.reactiveregistry.error.InvalidTemplateException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Goes through the current templates and decodes each. Damaged pages are passed over. */
final class TemplateScan implements OwnerOrder.Source {

  /** What pages say is known already. */
  static final DamageListener KNOWN = (page, reason) -> {};

  private final TreeCursor cursor;
  private final ProblemListener problems;
  private final ProgressMeter progress;
  private final TemplateDecoder decoder = new TemplateDecoder();

  TemplateScan(Tree templates, ProblemListener problems, ProgressMeter progress) {
    this.cursor = templates.cursor(new PageLedger(), KNOWN);
    this.problems = problems;
    this.progress = progress;
  }

  @Override
  public @Nullable Owner next() throws IOException {
    while (cursor.next()) {
      progress.advance();
      if (cursor.isInOrder()) {
        return new Owner(cursor.key(), version());
      }
    }
    return null;
  }

  /** The version of the current entry, if it is a template. */
  private @Nullable String version() throws IOException {
    String id = validId(cursor.key());
    if (id == null) {
      return null;
    }
    if (!cursor.hasValue()) {
      problems.found(Problem.Kind.DAMAGED_RECORD, id, "its record lies on a damaged page", null);
      return null;
    }
    byte[] record = cursor.value();
    try {
      return decoder.decode(id, record, 0, record.length).version();
    } catch (CorruptTemplateException e) {
      problems.found(Problem.Kind.DAMAGED_RECORD, id, e.reason(), null);
      return null;
    }
  }

  private @Nullable String validId(byte[] key) {
    String id = KeyText.strict(key);
    if (id == null) {
      problems.found(
          Problem.Kind.INVALID_KEY, KeyText.show(key), "the id of a template is not text", null);
      return null;
    }
    try {
      return TemplateSpec.requireValidId(id);
    } catch (InvalidTemplateException e) {
      problems.found(
          Problem.Kind.INVALID_KEY,
          KeyText.show(key),
          "no template can have this id: " + e.getMessage(),
          null);
      return null;
    }
  }
}
