package io.reactiveregistry.lmdb;

import io.reactiveregistry.TemplateSpec;
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

  static WriteOperation save(TemplateSpec spec, int maxRecordBytes) {
    if (spec == null) {
      throw new InvalidTemplateException("spec", "it is null; give a template");
    }
    EncodedTemplate template = EncodedTemplate.of(spec, maxRecordBytes);
    return transaction -> {
      transaction.save(template);
      return new WriteOperation.Changes(1, 0);
    };
  }

  static WriteOperation saveAll(Collection<TemplateSpec> specs, int maxRecordBytes) {
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
    return transaction -> {
      templates.forEach(transaction::save);
      return new WriteOperation.Changes(templates.size(), 0);
    };
  }

  static WriteOperation deleteAll(Collection<String> ids) {
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

  static WriteOperation delete(Collection<String> distinctIds) {
    return transaction -> {
      for (String id : distinctIds) {
        if (!transaction.exists(Keys.ofId(id))) {
          throw new TemplateNotFoundException(id);
        }
      }
      distinctIds.forEach(id -> transaction.delete(id, Keys.ofId(id)));
      return new WriteOperation.Changes(0, distinctIds.size());
    };
  }

  private record VersionKey(String id, String version) {}
}
