package io.reactiveregistry.lmdb;

import io.reactiveregistry.codec.TemplateDecoder;
import io.reactiveregistry.datafile.DamagedFileException;
import io.reactiveregistry.datafile.PageLedger;
import io.reactiveregistry.datafile.Tree;
import io.reactiveregistry.datafile.TreeCursor;
import io.reactiveregistry.datafile.TreeLookup;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that every label stands on a version that is there. Labels and versions come in
 * different orders, so what a label stands on is looked up.
 */
final class LabelCheck {

  private final TreeCursor labels;
  private final TreeLookup templates;
  private final @Nullable TreeLookup history;
  private final ProblemListener problems;
  private final ProgressMeter progress;
  private final TemplateDecoder decoder = new TemplateDecoder();

  /**
   * @param history null in a store that only the Python original has written
   */
  LabelCheck(
      Tree labels,
      Tree templates,
      @Nullable Tree history,
      ProblemListener problems,
      ProgressMeter progress) {
    this.labels = labels.cursor(new PageLedger(), TemplateScan.KNOWN);
    this.templates = templates.lookup();
    this.history = history == null ? null : history.lookup();
    this.problems = problems;
    this.progress = progress;
  }

  void run() throws IOException {
    while (labels.next()) {
      progress.advance();
      if (labels.isInOrder()) { // else LMDB does not find it
        checkLabel();
      }
    }
  }

  private void checkLabel() throws IOException {
    LabelKey label = LabelKey.parse(labels.key());
    if (label == null) {
      found(Problem.Kind.INVALID_KEY, "the key of a label is not of the form id:label");
      return;
    }
    if (!labels.hasValue()) {
      problems.found(
          Problem.Kind.DAMAGED_LABEL,
          KeyText.show(labels.key()),
          "its version lies on a damaged page",
          null);
      return;
    }
    String version = label.version(labels.value());
    if (version == null) {
      found(
          Problem.Kind.DAMAGED_LABEL,
          "it names '%s', which is no version".formatted(KeyText.show(labels.value())));
      return;
    }
    try {
      checkTarget(label.id(), version);
    } catch (DamagedFileException onTheWay) {
      // The check of the pages has reported it; where the label leads nobody can tell.
    }
  }

  private void checkTarget(String id, String version) throws IOException {
    if (!templates.find(Keys.ofId(id))) {
      found(Problem.Kind.LABEL_WITHOUT_TEMPLATE, "the template of this label is not there");
    } else if (!isKept(id, version) && isOtherThanCurrent(version)) {
      found(
          Problem.Kind.LABEL_WITHOUT_VERSION,
          "it stands on version %s, which is not there".formatted(version));
    }
  }

  private boolean isKept(String id, String version) throws IOException {
    return history != null && history.find(Keys.ofVersion(id, version));
  }

  /** A record that is damaged does not say which version it is, so it may be this one. */
  private boolean isOtherThanCurrent(String version) throws IOException {
    byte[] record = templates.value();
    String current = decoder.versionOf(record, 0, record.length);
    return current != null && !current.equals(version);
  }

  /** A label that leads nowhere cannot be put right, only removed. */
  private void found(Problem.Kind kind, String reason) {
    byte[] key = labels.key();
    problems.found(kind, KeyText.show(key), reason, EntryChange.remove(StoreOpener.LABELS, key));
  }
}
