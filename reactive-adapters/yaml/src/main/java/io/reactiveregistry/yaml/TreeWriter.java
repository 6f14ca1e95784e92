package io.reactiveregistry.yaml;

import io.reactiveregistry.Commit;
import io.reactiveregistry.TemplateSpec;
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
 * Writes to a tree, one unit at a time: everything is checked first, so that a unit that is refused
 * has written nothing. Blocks; not thread-safe but for the accessors.
 */
final class TreeWriter {

  private final TemplateTree tree;
  private final int maxFileBytes;
  private volatile Last last = new Last(0, null);

  TreeWriter(TemplateTree tree, int maxFileBytes) {
    this.tree = tree;
    this.maxFileBytes = maxFileBytes;
  }

  /** The last write since opening. */
  Last last() {
    return last;
  }

  Commit save(TemplateSpec spec) throws IOException {
    return write(Map.of(spec.id(), document(spec)), 1);
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
    return documents.isEmpty() ? unchanged() : write(documents, specs.size());
  }

  private Commit write(Map<String, byte[]> documents, int saved) throws IOException {
    TreeIndex index = tree.refresh();
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
    return committed(saved, 0);
  }

  Commit delete(Collection<String> ids) throws IOException {
    if (ids.isEmpty()) {
      return unchanged();
    }
    TreeIndex index = tree.refresh();
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
    return committed(0, ids.size());
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

  private Commit unchanged() {
    Last before = last;
    return new Commit(before.revision, 0, 0, Instant.now());
  }

  private Commit committed(int saved, int deleted) {
    Instant now = Instant.now();
    last = new Last(last.revision + 1, now);
    return new Commit(last.revision, saved, deleted, now);
  }

  /**
   * A write.
   *
   * @param revision how many there have been since opening
   * @param at when it was, or null when there was none
   */
  record Last(long revision, @Nullable Instant at) {}
}
