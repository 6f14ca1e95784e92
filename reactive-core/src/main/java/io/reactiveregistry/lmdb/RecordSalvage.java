package io.reactiveregistry.lmdb;

import io.reactiveregistry.TemplateOrder;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.codec.TemplateDecoder;
import io.reactiveregistry.datafile.DamageListener;
import io.reactiveregistry.datafile.PageLedger;
import io.reactiveregistry.datafile.Tree;
import io.reactiveregistry.datafile.TreeCursor;
import io.reactiveregistry.error.CorruptTemplateException;
import io.reactiveregistry.error.InvalidTemplateException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Copies the records that are readable. Each is decoded before, so an entry that stands at the
 * wrong place, but whole, is as good as any.
 */
final class RecordSalvage {

  private final Map<String, Tree> trees;
  private final SalvagedStore store;
  private final ProblemCollector problems;
  private final ProgressMeter progress;
  private final TemplateDecoder decoder = new TemplateDecoder();
  private final PageLedger ledger = new PageLedger();

  /** Templates whose current record is known to be lost, when no page is. */
  private final Set<String> lost = new HashSet<>();

  /** Templates that got an older version instead of the current one, with that version. */
  private final Map<String, String> replaced = new HashMap<>();

  private boolean templatePagesLost;

  RecordSalvage(
      Map<String, Tree> trees,
      SalvagedStore store,
      ProblemCollector problems,
      ProgressMeter progress) {
    this.trees = trees;
    this.store = store;
    this.problems = problems;
    this.progress = progress;
  }

  void copyTemplates() throws IOException {
    TreeCursor cursor =
        cursor(
            StoreOpener.TEMPLATES,
            (page, reason) -> {
              templatePagesLost = true;
              problems.addDamagedPage(StoreOpener.TEMPLATES, page, reason);
            });
    while (cursor != null && cursor.next()) {
      progress.advance();
      copyTemplate(cursor);
    }
  }

  private void copyTemplate(TreeCursor cursor) throws IOException {
    byte[] key = cursor.key();
    String id = validId(key);
    if (id == null) {
      problem(Problem.Kind.INVALID_KEY, KeyText.show(key), "no template can have this id");
      return;
    }
    byte[] record = record(cursor);
    String version = record == null ? null : version(Problem.Kind.DAMAGED_RECORD, id, id, record);
    if (record == null || version == null) {
      lost.add(id);
      return;
    }
    store.put(StoreOpener.TEMPLATES, key, record);
    store.put(StoreOpener.VERSION_INDEX, Keys.ofVersion(id, version), key);
  }

  /** The record; null when it is not readable, which the listener of the pages knows. */
  private static byte @Nullable [] record(TreeCursor cursor) throws IOException {
    return cursor.hasValue() ? cursor.value() : null;
  }

  /** The version of the record, or null when it is damaged. */
  private @Nullable String version(Problem.Kind kind, String location, String id, byte[] record) {
    try {
      return decoder.decode(id, record, 0, record.length).version();
    } catch (CorruptTemplateException e) {
      problem(kind, location, e.reason());
      return null;
    }
  }

  void copyHistory() throws IOException {
    TreeCursor cursor =
        cursor(
            StoreOpener.HISTORY,
            (page, reason) -> problems.addDamagedPage(StoreOpener.HISTORY, page, reason));
    while (cursor != null && cursor.next()) {
      progress.advance();
      copyVersion(cursor);
    }
    replaced.forEach(
        (id, version) ->
            problem(
                Problem.Kind.DAMAGED_RECORD,
                id,
                "its current version is lost, version %s takes its place".formatted(version)));
  }

  private void copyVersion(TreeCursor cursor) throws IOException {
    byte[] key = cursor.key();
    String id = idOfVersion(key);
    if (id == null) {
      problem(
          Problem.Kind.INVALID_KEY, KeyText.show(key), "the key of a version is not id:version");
      return;
    }
    byte[] record = record(cursor);
    String version =
        record == null
            ? null
            : version(Problem.Kind.DAMAGED_VERSION, KeyText.show(key), id, record);
    if (record == null || version == null) {
      return;
    }
    if (!Arrays.equals(Keys.ofVersion(id, version), key)) {
      problem(
          Problem.Kind.DAMAGED_VERSION,
          KeyText.show(key),
          "its record says version %s".formatted(version));
      return;
    }
    byte[] current = store.get(StoreOpener.TEMPLATES, Keys.ofId(id));
    if (current == null) {
      withoutCurrent(id, version, key, record);
    } else {
      besideCurrent(id, version, record, current);
    }
  }

  private void withoutCurrent(String id, String version, byte[] key, byte[] record) {
    if (!templatePagesLost && !lost.contains(id)) {
      problem(
          Problem.Kind.HISTORY_WITHOUT_TEMPLATE,
          KeyText.show(key),
          "its template was deleted, so it is not copied");
      return;
    }
    replaced.put(id, version);
    store.put(StoreOpener.TEMPLATES, Keys.ofId(id), record);
    store.put(StoreOpener.VERSION_INDEX, key, Keys.ofId(id));
  }

  private void besideCurrent(String id, String version, byte[] record, byte[] current) {
    String replacement = replaced.get(id);
    if (replacement == null) {
      if (!version.equals(decoder.versionOf(current, 0, current.length))) {
        keep(id, version, record);
      }
    } else if (TemplateOrder.versions().compare(version, replacement) > 0) {
      keep(id, replacement, current);
      withoutCurrent(id, version, Keys.ofVersion(id, version), record);
    } else {
      keep(id, version, record);
    }
  }

  private void keep(String id, String version, byte[] record) {
    byte[] key = Keys.ofVersion(id, version);
    store.put(StoreOpener.HISTORY, key, record);
    store.put(StoreOpener.VERSION_INDEX, key, Keys.ofId(id));
  }

  /** Versions of which only the index knows: the Python original lists them. */
  void copyIndex() throws IOException {
    TreeCursor cursor =
        cursor(
            StoreOpener.VERSION_INDEX,
            (page, reason) -> problems.addDamagedPage(StoreOpener.VERSION_INDEX, page, reason));
    while (cursor != null && cursor.next()) {
      progress.advance();
      byte[] key = cursor.key();
      byte[] id = record(cursor);
      if (id != null
          && isVersionOf(id, key)
          && store.get(StoreOpener.VERSION_INDEX, key) == null
          && store.get(StoreOpener.TEMPLATES, id) != null) {
        store.put(StoreOpener.VERSION_INDEX, key, id);
      }
    }
  }

  private static boolean isVersionOf(byte[] id, byte[] key) {
    return Arrays.equals(id, idKeyOfVersion(key)) && KeyText.strict(key) != null;
  }

  private @Nullable TreeCursor cursor(String database, DamageListener listener) {
    Tree tree = trees.get(database);
    return tree == null ? null : tree.cursor(ledger, listener);
  }

  private static @Nullable String validId(byte[] key) {
    String id = KeyText.strict(key);
    try {
      return id == null ? null : TemplateSpec.requireValidId(id);
    } catch (InvalidTemplateException e) {
      return null;
    }
  }

  private static @Nullable String idOfVersion(byte[] key) {
    byte[] id = idKeyOfVersion(key);
    return id == null ? null : validId(id);
  }

  private static byte @Nullable [] idKeyOfVersion(byte[] key) {
    int version = KeyText.versionStart(key);
    return version < 0 ? null : Arrays.copyOf(key, version - 1);
  }

  private void problem(Problem.Kind kind, String location, String reason) {
    problems.add(new Problem(kind, location, reason, false));
  }
}
