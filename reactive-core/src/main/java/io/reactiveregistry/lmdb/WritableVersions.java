package io.reactiveregistry.lmdb;

import io.reactiveregistry.TemplateOrder;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.WriteCondition;
import io.reactiveregistry.codec.TemplateDecoder;
import io.reactiveregistry.error.ConflictException;
import io.reactiveregistry.error.LabelledVersionException;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The templates and their versions inside a write transaction. It keeps the databases in step: the
 * current bodies, the index of versions, the versions kept, and their labels.
 */
final class WritableVersions {

  private final Table templates;
  private final Table index;
  private final Table history;
  private final WritableLabels labels;
  private final TemplateDecoder decoder;
  private final VersionPolicy policy;

  WritableVersions(
      Table templates,
      Table index,
      Table history,
      WritableLabels labels,
      TemplateDecoder decoder,
      VersionPolicy policy) {
    this.templates = templates;
    this.index = index;
    this.history = history;
    this.labels = labels;
    this.decoder = decoder;
    this.policy = policy;
  }

  boolean exists(String id) {
    return templates.contains(Keys.ofId(id));
  }

  /** Whether the version can be loaded. */
  boolean exists(String id, String version) {
    byte[] current = templates.get(Keys.ofId(id));
    return current != null
        && (version.equals(versionOf(current)) || history.contains(Keys.ofVersion(id, version)));
  }

  /**
   * @throws ConflictException when the condition does not hold
   */
  void requireMet(WriteCondition condition, String id) {
    byte[] current = templates.get(Keys.ofId(id));
    condition.requireMet(id, current == null ? null : decode(id, current));
  }

  /**
   * Whether nothing is left to be done, since this very version is immutable and there.
   *
   * @throws ConflictException when it is there with another body
   */
  boolean isKept(EncodedTemplate template) {
    if (!policy.immutable()) {
      return false;
    }
    byte[] stored = body(template.id(), template.version());
    if (stored == null) {
      return false;
    }
    if (!Arrays.equals(stored, template.record())) {
      String given = decode(template.id(), template.record()).contentHash();
      String kept = decode(template.id(), stored).contentHash();
      if (!given.equals(kept)) {
        throw ConflictException.ofVersion(template.id(), template.version(), given, kept);
      }
    }
    return true;
  }

  private byte @Nullable [] body(String id, String version) {
    byte[] current = templates.get(Keys.ofId(id));
    if (current == null) {
      return null;
    }
    return version.equals(versionOf(current)) ? current : history.get(Keys.ofVersion(id, version));
  }

  /** Makes the template the current one and keeps the version that it replaces. */
  void save(EncodedTemplate template, UnitChanges changes) {
    byte[] current = templates.get(template.idKey());
    if (current == null) {
      // Another program may have deleted the template without knowing of what belongs to it.
      history.deleteAllOf(template.id());
      labels.deleteAllOf(template.id());
    } else {
      keep(template, current);
    }
    templates.put(template.idKey(), template.record());
    index.put(template.versionKey(), template.idKey());
    changes.saved(template.id(), template.version());
    retire(template.id(), changes);
  }

  private void keep(EncodedTemplate replacement, byte[] current) {
    @Nullable String version = versionOf(current);
    // A damaged record has no version to be found under, and a version saved again is replaced.
    if (version != null && !version.equals(replacement.version())) {
      history.put(Keys.ofVersion(replacement.id(), version), current);
    }
    history.delete(replacement.versionKey());
  }

  /** Deletes the oldest versions beyond those that are kept; one with a label stays. */
  private void retire(String id, UnitChanges changes) {
    if (policy.kept() == VersionPolicy.ALL) {
      return;
    }
    List<String> kept = new ArrayList<>(history.namesOf(id));
    int surplus = kept.size() + 1 - policy.kept();
    kept.sort(TemplateOrder.versions());
    for (String version : kept) {
      if (surplus <= 0) {
        return;
      }
      if (labels.on(id, version).isEmpty()) {
        deleteKept(id, version, changes);
        surplus--;
      }
    }
  }

  private void deleteKept(String id, String version, UnitChanges changes) {
    byte[] name = Keys.ofVersion(id, version);
    history.delete(name);
    index.delete(name);
    changes.versionDeleted(id, version);
  }

  /** Removes every trace of the template, which exists. */
  void delete(String id, UnitChanges changes) {
    templates.delete(Keys.ofId(id));
    index.deleteAllOf(id);
    history.deleteAllOf(id);
    labels.deleteAllOf(id);
    changes.deleted(id);
  }

  /**
   * Deletes one version; where it is the current one, the greatest of the others becomes current.
   *
   * @throws TemplateNotFoundException when there is no such version
   * @throws LabelledVersionException when labels stand on it and {@code force} is false
   */
  void deleteVersion(String id, String version, boolean force, UnitChanges changes) {
    byte[] current = templates.get(Keys.ofId(id));
    boolean isCurrent = current != null && version.equals(versionOf(current));
    if (current == null || (!isCurrent && !history.contains(Keys.ofVersion(id, version)))) {
      throw new TemplateNotFoundException(id, version);
    }
    List<String> standing = labels.on(id, version);
    if (!force && !standing.isEmpty()) {
      throw new LabelledVersionException(id, version, standing);
    }
    @Nullable String successor = isCurrent ? newestBeside(id, version) : null;
    if (isCurrent && successor == null) {
      delete(id, changes);
      return;
    }
    standing.forEach(label -> labels.remove(id, label, changes));
    deleteKept(id, version, changes);
    if (successor != null) {
      makeCurrent(id, successor, requireBody(id, successor), changes);
    }
  }

  private @Nullable String newestBeside(String id, String version) {
    return history.namesOf(id).stream()
        .filter(kept -> !kept.equals(version))
        .max(TemplateOrder.versions())
        .orElse(null);
  }

  /**
   * Makes a version current again, and keeps the one that was.
   *
   * @return false when it is the current one already
   * @throws TemplateNotFoundException when there is no such version
   */
  boolean rollback(String id, String version, UnitChanges changes) {
    byte[] current = templates.get(Keys.ofId(id));
    if (current == null) {
      throw new TemplateNotFoundException(id, version);
    }
    @Nullable String replaced = versionOf(current);
    if (version.equals(replaced)) {
      return false;
    }
    byte[] body = requireBody(id, version);
    if (replaced != null) {
      history.put(Keys.ofVersion(id, replaced), current);
    }
    makeCurrent(id, version, body, changes);
    return true;
  }

  /** A body that is kept; a damaged one must not become the current one. */
  private byte[] requireBody(String id, String version) {
    byte[] body = history.get(Keys.ofVersion(id, version));
    if (body == null) {
      throw new TemplateNotFoundException(id, version);
    }
    decode(id, body);
    return body;
  }

  private void makeCurrent(String id, String version, byte[] body, UnitChanges changes) {
    byte[] name = Keys.ofVersion(id, version);
    history.delete(name);
    templates.put(Keys.ofId(id), body);
    index.put(name, Keys.ofId(id));
    changes.saved(id, version);
  }

  private @Nullable String versionOf(byte[] body) {
    return decoder.versionOf(body, 0, body.length);
  }

  private TemplateSpec decode(String id, byte[] body) {
    return decoder.decode(id, body, 0, body.length);
  }
}
