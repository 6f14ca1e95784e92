package io.reactiveregistry.lmdb;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.WriteCondition;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes units of writing of what callers give, refusing what breaks the rules. */
final class Batches {

  private static final Comparator<EncodedTemplate> BY_KEY =
      (left, right) -> Arrays.compareUnsigned(left.idKey(), right.idKey());

  private Batches() {}

  /** What the template will take at least: each character takes a byte or more. */
  static long leastBytes(TemplateSpec spec) {
    return spec == null ? 0 : spec.template().length();
  }

  static WriteOperation save(TemplateSpec spec, WriteCondition condition, int maxRecordBytes) {
    if (spec == null) {
      throw new InvalidTemplateException("spec", "it is null; give a template");
    }
    requireGiven(condition);
    EncodedTemplate template = EncodedTemplate.of(spec, maxRecordBytes);
    boolean conditional = !(condition instanceof WriteCondition.Any);
    return WriteOperation.ofBytes(
        template.bytes(),
        (transaction, changes) -> {
          if (conditional) {
            transaction.versions().requireMet(condition, template.id());
          }
          if (transaction.versions().isKept(template)) {
            return WriteOperation.Counts.NONE;
          }
          transaction.versions().save(template, changes);
          return new WriteOperation.Counts(1, 0);
        });
  }

  private static void requireGiven(WriteCondition condition) {
    if (condition == null) {
      throw new InvalidTemplateException("condition", "it is null; give WriteCondition.any()");
    }
  }

  /** The same for all of a batch. */
  static long leastBytes(Collection<TemplateSpec> specs) {
    return specs == null ? 0 : specs.stream().mapToLong(Batches::leastBytes).sum();
  }

  static WriteOperation saveAll(Collection<TemplateSpec> specs, int maxRecordBytes) {
    if (specs == null) {
      throw new InvalidTemplateException("specs", "it is null; give a collection");
    }
    List<EncodedTemplate> templates = new ArrayList<>(specs.size());
    Map<VersionKey, TemplateSpec> seen = new HashMap<>(specs.size() * 2);
    int index = 0;
    for (TemplateSpec spec : specs) {
      String position = "specs[" + index++ + "]";
      if (spec == null) {
        throw new InvalidTemplateException(position, "it is null; leave it out");
      }
      TemplateSpec earlier = seen.put(new VersionKey(spec.id(), spec.version()), spec);
      if (earlier != null && !earlier.equals(spec)) {
        throw new InvalidTemplateException(
            position,
            "version %s of '%s' stands earlier in the batch with another body; give one of them another version"
                .formatted(spec.version(), spec.id()));
      }
      try {
        templates.add(EncodedTemplate.of(spec, maxRecordBytes));
      } catch (InvalidTemplateException e) {
        throw e.within(position);
      }
    }
    // LMDB writes neighbours several times faster than strangers. The sort is stable, so versions
    // of one id keep their order.
    templates.sort(BY_KEY);
    return WriteOperation.ofBytes(
        templates.stream().mapToLong(EncodedTemplate::bytes).sum(),
        (transaction, changes) -> {
          WritableVersions versions = transaction.versions();
          List<EncodedTemplate> others =
              templates.stream().filter(template -> !versions.isKept(template)).toList();
          others.forEach(template -> versions.save(template, changes));
          return new WriteOperation.Counts(others.size(), 0);
        });
  }

  /** An id waits as a text in a set. */
  private static long bytesOfId(String id) {
    return 96 + 2L * id.length();
  }

  static WriteOperation deleteAll(Collection<String> ids) {
    if (ids == null) {
      throw new InvalidTemplateException("ids", "it is null; give a collection");
    }
    Set<String> distinct = new LinkedHashSet<>();
    int index = 0;
    for (String id : ids) {
      String position = "ids[" + index++ + "]";
      if (id == null) {
        throw new InvalidTemplateException(position, "it is null; leave it out");
      }
      try {
        distinct.add(TemplateSpec.requireValidId(id));
      } catch (InvalidTemplateException e) {
        throw e.within(position);
      }
    }
    return delete(distinct);
  }

  static WriteOperation delete(String id, WriteCondition condition) {
    TemplateSpec.requireValidId(id);
    requireGiven(condition);
    condition.requireFitForDelete();
    if (condition instanceof WriteCondition.Any) {
      return delete(List.of(id));
    }
    return WriteOperation.makingRoom(
        bytesOfId(id),
        (transaction, changes) -> {
          transaction.versions().requireMet(condition, id);
          transaction.versions().delete(id, changes);
          return new WriteOperation.Counts(0, 1);
        });
  }

  private static WriteOperation delete(Collection<String> distinctIds) {
    return WriteOperation.makingRoom(
        distinctIds.stream().mapToLong(Batches::bytesOfId).sum(),
        (transaction, changes) -> {
          for (String id : distinctIds) {
            if (!transaction.versions().exists(id)) {
              throw new TemplateNotFoundException(id);
            }
          }
          distinctIds.forEach(id -> transaction.versions().delete(id, changes));
          return new WriteOperation.Counts(0, distinctIds.size());
        });
  }

  static WriteOperation deleteVersion(String id, String version, boolean force) {
    TemplateSpec.requireValidVersion(id, version);
    return WriteOperation.makingRoom(
        bytesOfId(id),
        (transaction, changes) -> {
          transaction.versions().deleteVersion(id, version, force, changes);
          return new WriteOperation.Counts(0, 1);
        });
  }

  static WriteOperation rollback(String id, String version) {
    TemplateSpec.requireValidVersion(id, version);
    return WriteOperation.ofBytes(
        bytesOfId(id),
        (transaction, changes) ->
            transaction.versions().rollback(id, version, changes)
                ? new WriteOperation.Counts(1, 0)
                : WriteOperation.Counts.NONE);
  }

  private record VersionKey(String id, String version) {}
}
