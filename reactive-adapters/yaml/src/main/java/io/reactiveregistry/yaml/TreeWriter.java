package io.reactiveregistry.yaml;

import io.reactiveregistry.Commit;
import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.WriteCondition;
import io.reactiveregistry.error.ConflictException;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a tree, one unit at a time, and tells what it has changed: everything is checked first,
 * so that a unit that is refused has written nothing. Blocks; not thread-safe but for the
 * accessors.
 */
final class TreeWriter {

  private final TemplateTree tree;
  private final ChangeFeed feed;
  private final int maxFileBytes;
  private volatile @Nullable Instant lastWrite;
  private volatile long editsTold;

  TreeWriter(TemplateTree tree, ChangeFeed feed, int maxFileBytes) {
    this.tree = tree;
    this.feed = feed;
    this.maxFileBytes = maxFileBytes;
  }

  /** When the last write since opening was, or null when there was none. */
  @Nullable Instant lastWrite() {
    return lastWrite;
  }

  Commit save(TemplateSpec spec) throws IOException {
    Map<String, byte[]> document = Map.of(spec.id(), document(spec));
    return write(tree.refresh(), document, List.of(spec));
  }

  /**
   * Saves if the condition holds of the file as it is now.
   *
   * @throws ConflictException when it does not
   */
  Commit save(TemplateSpec spec, WriteCondition condition) throws IOException {
    Map<String, byte[]> document = Map.of(spec.id(), document(spec));
    condition.requireMet(spec.id(), tree.findAfresh(spec.id()));
    return write(tree.current(), document, List.of(spec));
  }

  /** Of several versions of one id, the last is the one that stays. */
  Commit saveBatch(List<TemplateSpec> specs) throws IOException {
    Map<String, byte[]> documents = new LinkedHashMap<>();
    for (int i = 0; i < specs.size(); i++) {
      try {
        documents.put(specs.get(i).id(), document(specs.get(i)));
      } catch (InvalidTemplateException e) {
        throw e.within("specs[%d]".formatted(i));
      }
    }
    return specs.isEmpty() ? unchanged() : write(tree.refresh(), documents, specs);
  }

  private Commit write(TreeIndex index, Map<String, byte[]> documents, List<TemplateSpec> specs)
      throws IOException {
    Map<String, Path> targets = targets(index, documents.keySet());
    FileTransaction transaction = new FileTransaction();
    try {
      for (Map.Entry<String, Path> target : targets.entrySet()) {
        transaction.replace(
            target.getValue(), Objects.requireNonNull(documents.get(target.getKey())));
      }
      tree.commit(transaction);
    } catch (IOException | RuntimeException e) {
      transaction.abandon(e);
      throw e;
    }
    long revision = nextRevision();
    List<TemplateChange> changes =
        specs.stream()
            .<TemplateChange>map(
                spec -> new TemplateChange.Saved(revision, spec.id(), spec.version()))
            .toList();
    return committed(changes, specs.size(), 0);
  }

  Commit delete(Collection<String> ids) throws IOException {
    return ids.isEmpty() ? unchanged() : delete(tree.refresh(), ids);
  }

  /**
   * Deletes if the condition holds of the file as it is now.
   *
   * @throws ConflictException when it does not
   * @throws TemplateNotFoundException when there is no template, and that is no conflict
   */
  Commit delete(String id, WriteCondition condition) throws IOException {
    condition.requireMet(id, tree.findAfresh(id));
    return delete(tree.current(), List.of(id));
  }

  /**
   * Deletes the version that is current, and with it the template, since there are no others.
   *
   * @throws TemplateNotFoundException when it is not the current one
   */
  Commit deleteVersion(String id, String version) throws IOException {
    requireCurrent(id, version);
    return delete(tree.current(), List.of(id));
  }

  private Commit delete(TreeIndex index, Collection<String> ids) throws IOException {
    FileTransaction transaction = new FileTransaction();
    for (String id : ids) {
      index.requireUnambiguous(id);
      TreeFile file = index.served(id);
      if (file == null) {
        throw new TemplateNotFoundException(id);
      }
      transaction.delete(file.path());
    }
    tree.commit(transaction);
    long revision = nextRevision();
    List<TemplateChange> changes =
        ids.stream().<TemplateChange>map(id -> new TemplateChange.Deleted(revision, id)).toList();
    return committed(changes, 0, ids.size());
  }

  /**
   * Changes nothing, since no version but the current one is kept.
   *
   * @throws TemplateNotFoundException when it is not the current one
   */
  Commit rollback(String id, String version) throws IOException {
    requireCurrent(id, version);
    return unchanged();
  }

  private void requireCurrent(String id, String version) throws IOException {
    TemplateSpec current = tree.findAfresh(id);
    if (current == null || !current.version().equals(version)) {
      throw new TemplateNotFoundException(id, version);
    }
  }

  /** Whether others have edited the tree since this was told the last time. */
  boolean hasEditsToTell() {
    return tree.editsByOthers() != editsTold;
  }

  /** Tells that others have edited the tree, if they have: anything may have changed. */
  void tellEdits() {
    long edits = tree.editsByOthers();
    if (edits != editsTold) {
      editsTold = edits;
      feed.tell(List.of(new TemplateChange.Resync(nextRevision())));
    }
  }

  private byte[] document(TemplateSpec spec) {
    byte[] document = YamlTemplates.format(spec).getBytes(StandardCharsets.UTF_8);
    if (document.length > maxFileBytes) {
      throw new InvalidTemplateException(
          "template",
          "'%s' takes %d bytes as YAML, at most %d are allowed; shorten it, or raise maxFileBytes"
              .formatted(spec.id(), document.length, maxFileBytes));
    }
    return document;
  }

  private Map<String, Path> targets(TreeIndex index, Collection<String> ids) {
    Map<String, Path> targets = new LinkedHashMap<>();
    FileNames names = new FileNames(tree.root(), index.paths());
    for (String id : ids) {
      index.requireUnambiguous(id);
      TreeFile file = index.served(id);
      targets.put(id, file == null ? names.choose(id) : file.path());
    }
    return targets;
  }

  private long nextRevision() {
    return feed.latest() + 1;
  }

  private Commit unchanged() {
    return new Commit(feed.latest(), 0, 0, Instant.now());
  }

  private Commit committed(List<TemplateChange> changes, int saved, int deleted) {
    Instant now = Instant.now();
    lastWrite = now;
    feed.tell(changes);
    return new Commit(feed.latest(), saved, deleted, now);
  }
}
