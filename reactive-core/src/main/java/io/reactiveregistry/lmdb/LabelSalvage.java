package io.reactiveregistry.lmdb;

import io.reactiveregistry.codec.TemplateDecoder;
import io.reactiveregistry.datafile.PageLedger;
import io.reactiveregistry.datafile.Tree;
import io.reactiveregistry.datafile.TreeCursor;
import java.io.IOException;

/** Copies the labels that are readable, and whose versions were saved before. */
final class LabelSalvage {

  private final TreeCursor labels;
  private final SalvagedStore store;
  private final ProblemCollector problems;
  private final ProgressMeter progress;
  private final TemplateDecoder decoder = new TemplateDecoder();

  LabelSalvage(
      Tree labels, SalvagedStore store, ProblemCollector problems, ProgressMeter progress) {
    this.labels =
        labels.cursor(
            new PageLedger(),
            (page, reason) -> problems.addDamagedPage(StoreOpener.LABELS, page, reason));
    this.store = store;
    this.problems = problems;
    this.progress = progress;
  }

  void copy() throws IOException {
    while (labels.next()) {
      progress.advance();
      // A label has no checksum, so one at the wrong place may be anything. Its page is reported.
      if (labels.isInOrder() && labels.hasValue()) {
        copyLabel(labels.key(), labels.value());
      }
    }
  }

  private void copyLabel(byte[] key, byte[] value) {
    LabelKey label = LabelKey.parse(key);
    if (label == null) {
      problem(Problem.Kind.INVALID_KEY, key, "no label can have this key");
      return;
    }
    String version = label.version(value);
    if (version == null) {
      problem(
          Problem.Kind.DAMAGED_LABEL,
          key,
          "it names '%s', which is no version".formatted(KeyText.show(value)));
      return;
    }
    byte[] template = store.get(StoreOpener.TEMPLATES, Keys.ofId(label.id()));
    if (template == null) {
      problem(Problem.Kind.LABEL_WITHOUT_TEMPLATE, key, "its template was not saved");
    } else if (version.equals(decoder.versionOf(template, 0, template.length))
        || store.get(StoreOpener.HISTORY, Keys.ofVersion(label.id(), version)) != null) {
      store.put(StoreOpener.LABELS, key, value);
    } else {
      problem(
          Problem.Kind.LABEL_WITHOUT_VERSION,
          key,
          "version %s, on which it stands, was not saved".formatted(version));
    }
  }

  private void problem(Problem.Kind kind, byte[] key, String reason) {
    problems.add(new Problem(kind, KeyText.show(key), reason, false));
  }
}
