package io.reactiveregistry.yaml;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.reactiveregistry.LabelMove;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidTemplateException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the members of a batch before any of them is written. */
final class Batches {

  private Batches() {}

  /**
   * A copy of the batch.
   *
   * @throws InvalidTemplateException when it or a member is null, or a version stands there twice
   *     with different bodies
   */
  static List<TemplateSpec> requireConsistent(Collection<TemplateSpec> specs) {
    List<TemplateSpec> batch = new ArrayList<>(Arguments.requireGiven("specs", specs));
    Map<List<String>, TemplateSpec> versions = new HashMap<>();
    for (int i = 0; i < batch.size(); i++) {
      TemplateSpec spec = requireMember("specs", i, batch.get(i));
      TemplateSpec earlier = versions.putIfAbsent(List.of(spec.id(), spec.version()), spec);
      if (earlier != null && !earlier.equals(spec)) {
        throw new InvalidTemplateException(
            "specs[%d]".formatted(i),
            "'%s' in version '%s' stands in this batch twice with different bodies; keep the one that is meant"
                .formatted(spec.id(), spec.version()));
      }
    }
    return batch;
  }

  /**
   * The distinct ids.
   *
   * @throws InvalidTemplateException when they or a member is null, or no template can have it as
   *     its id
   */
  static Set<String> requireValidIds(Collection<String> ids) {
    List<String> batch = new ArrayList<>(Arguments.requireGiven("ids", ids));
    for (int i = 0; i < batch.size(); i++) {
      String id = requireMember("ids", i, batch.get(i));
      try {
        TemplateSpec.requireValidId(id);
      } catch (InvalidTemplateException e) {
        throw e.within("ids[%d]".formatted(i));
      }
    }
    return new LinkedHashSet<>(batch);
  }

  /**
   * @throws InvalidTemplateException when they or a member is null
   */
  static void requireMoves(Collection<LabelMove> moves) {
    int index = 0;
    for (LabelMove move : Arguments.requireGiven("moves", moves)) {
      requireMember("moves", index++, move);
    }
  }

  static void requireSize(int batchSize) {
    if (batchSize < 1) {
      throw new InvalidTemplateException(
          "batchSize", "it must be at least 1, not %d".formatted(batchSize));
    }
  }

  @CanIgnoreReturnValue
  private static <T> T requireMember(String batch, int index, @Nullable T member) {
    if (member == null) {
      throw new InvalidTemplateException(
          "%s[%d]".formatted(batch, index), "it is null; leave it out of the batch");
    }
    return member;
  }
}
