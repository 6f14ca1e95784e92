package io.reactiveregistry.lmdb;

import io.reactiveregistry.codec.TemplateDecoder;
import io.reactiveregistry.datafile.PageLedger;
import io.reactiveregistry.datafile.Tree;
import io.reactiveregistry.datafile.TreeCursor;
import io.reactiveregistry.error.CorruptTemplateException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Holds the index of versions, the versions kept and the current templates against each other, in
 * one pass through all three. All are ordered by the keys {@code id:version}; the templates whose
 * ids continue each other with colons are open at the same time, and no others.
 */
final class VersionCheck {

  private final OwnerOrder owners;
  private final Entries index;
  private final Entries history;
  private final ProblemListener problems;
  private final ProgressMeter progress;
  private final TemplateDecoder decoder = new TemplateDecoder();

  /** Those whose prefix the present key begins with, the shortest first. */
  private final Deque<Owner> open = new ArrayDeque<>();

  private @Nullable Owner next;

  /**
   * @param history null in a store that only the Python original has written
   */
  VersionCheck(
      OwnerOrder owners,
      Tree index,
      @Nullable Tree history,
      ProblemListener problems,
      ProgressMeter progress) {
    this.owners = owners;
    this.index = new Entries(index);
    this.history = new Entries(history);
    this.problems = problems;
    this.progress = progress;
  }

  void run() throws IOException {
    next = owners.next();
    index.advance();
    history.advance();
    while (true) {
      byte[] key = Entries.lesser(index.key, history.key);
      if (key == null) {
        break;
      }
      openOwners(key);
      boolean indexed = index.isAt(key);
      if (indexed) {
        checkIndex(key);
      }
      if (history.isAt(key)) {
        checkHistory(key, indexed);
        history.advance();
      }
      if (indexed) {
        index.advance();
      }
    }
    closeAllOwners();
  }

  private void openOwners(byte[] key) throws IOException {
    while (!open.isEmpty() && !Keys.startsWith(key, open.getLast().prefix())) {
      close(open.removeLast());
    }
    while (next != null && Arrays.compareUnsigned(next.prefix(), key) <= 0) {
      if (Keys.startsWith(key, next.prefix())) {
        open.addLast(next);
      } else {
        close(next); // there is no key of it
      }
      next = owners.next();
    }
  }

  private void closeAllOwners() throws IOException {
    while (!open.isEmpty()) {
      close(open.removeLast());
    }
    while (next != null) {
      close(next);
      next = owners.next();
    }
  }

  private void close(Owner owner) {
    if (owner.lacksIndex()) {
      String id = Keys.toText(owner.id());
      problems.found(
          Problem.Kind.TEMPLATE_WITHOUT_INDEX,
          id,
          "its current version %s is not in the index".formatted(owner.version()),
          EntryChange.put(
              StoreOpener.VERSION_INDEX,
              Keys.ofVersion(id, String.valueOf(owner.version())),
              owner.id()));
    }
  }

  private void checkIndex(byte[] key) throws IOException {
    String text = KeyText.strict(key);
    int version = KeyText.versionStart(key);
    if (text == null || version < 0) {
      problems.found(
          Problem.Kind.INVALID_KEY,
          KeyText.show(key),
          "the key in the index is not of the form id:version",
          EntryChange.remove(StoreOpener.VERSION_INDEX, key));
      return;
    }
    Owner owner = owner(version);
    byte[] named = index.valueOrNull();
    if (owner == null) {
      withoutTemplate(key, named);
      return;
    }
    if (!Arrays.equals(owner.id(), named)) {
      problems.found(
          Problem.Kind.WRONG_INDEX,
          KeyText.show(key),
          named == null
              ? "its entry in the index lies on a damaged page"
              : "its entry in the index names '%s'".formatted(KeyText.show(named)),
          EntryChange.put(StoreOpener.VERSION_INDEX, key, owner.id()));
    }
    owner.index(Keys.textAfter(version, key));
  }

  private void withoutTemplate(byte[] key, byte @Nullable [] named) {
    if (named != null && isOpen(named)) {
      problems.found(
          Problem.Kind.INVALID_KEY,
          KeyText.show(key),
          "the version of '%s' has a colon; only the Python original reads such versions"
              .formatted(KeyText.show(named)),
          null);
      return;
    }
    problems.found(
        Problem.Kind.INDEX_WITHOUT_TEMPLATE,
        KeyText.show(key),
        "the index has this version, but the template is not there",
        EntryChange.remove(StoreOpener.VERSION_INDEX, key));
  }

  private void checkHistory(byte[] key, boolean indexed) throws IOException {
    int version = KeyText.versionStart(key);
    if (KeyText.strict(key) == null || version < 0) {
      problems.found(
          Problem.Kind.INVALID_KEY,
          KeyText.show(key),
          "the key of a version kept is not of the form id:version",
          null);
      return;
    }
    Owner owner = owner(version);
    if (owner == null) {
      problems.found(
          Problem.Kind.HISTORY_WITHOUT_TEMPLATE,
          KeyText.show(key),
          "this version was kept, but the template is not there",
          EntryChange.remove(StoreOpener.HISTORY, key));
      return;
    }
    String damage = damage(Keys.toText(owner.id()), Keys.textAfter(version, key));
    if (damage != null) {
      problems.found(Problem.Kind.DAMAGED_VERSION, KeyText.show(key), damage, null);
    } else if (!indexed) {
      problems.found(
          Problem.Kind.HISTORY_WITHOUT_INDEX,
          KeyText.show(key),
          "this version is not in the index",
          EntryChange.put(StoreOpener.VERSION_INDEX, key, owner.id()));
    }
  }

  private @Nullable String damage(String id, String version) throws IOException {
    byte[] record = history.valueOrNull();
    if (record == null) {
      return "its record lies on a damaged page";
    }
    try {
      String stored = decoder.decode(id, record, 0, record.length).version();
      return stored.equals(version) ? null : "its record says version %s".formatted(stored);
    } catch (CorruptTemplateException e) {
      return e.reason();
    }
  }

  /** The template whose id ends before the version. */
  private @Nullable Owner owner(int versionStart) {
    for (Iterator<Owner> longest = open.descendingIterator(); longest.hasNext(); ) {
      Owner owner = longest.next();
      if (owner.prefix().length == versionStart) {
        return owner;
      }
    }
    return null;
  }

  private boolean isOpen(byte[] id) {
    return open.stream().anyMatch(owner -> Arrays.equals(owner.id(), id));
  }

  /** The entries of one database that are where LMDB would find them. */
  private final class Entries {

    private final @Nullable TreeCursor cursor;
    private byte @Nullable [] key;

    Entries(@Nullable Tree tree) {
      this.cursor = tree == null ? null : tree.cursor(new PageLedger(), TemplateScan.KNOWN);
    }

    void advance() throws IOException {
      key = null;
      while (cursor != null && key == null && cursor.next()) {
        progress.advance();
        if (cursor.isInOrder()) {
          key = cursor.key();
        }
      }
    }

    boolean isAt(byte[] other) {
      return Arrays.equals(key, other);
    }

    byte @Nullable [] valueOrNull() throws IOException {
      return cursor != null && cursor.hasValue() ? cursor.value() : null;
    }

    static byte @Nullable [] lesser(byte @Nullable [] left, byte @Nullable [] right) {
      if (left == null || right == null) {
        return left == null ? right : left;
      }
      return Arrays.compareUnsigned(left, right) <= 0 ? left : right;
    }
  }
}
