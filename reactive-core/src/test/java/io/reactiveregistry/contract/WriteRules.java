package io.reactiveregistry.contract;

import io.reactiveregistry.LabelMove;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidTemplateException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What must hold of the arguments of a write to the reference; otherwise nothing is written. */
final class WriteRules {

  /** The greatest text that is taken, so that there is something to refuse. */
  static final int MAX_TEMPLATE_CHARACTERS = 1 << 20;

  private WriteRules() {}

  static @Nullable Object requireBatchSize(int batchSize) {
    if (batchSize < 1) {
      throw new InvalidTemplateException(
          "batchSize", "it is %d; give at least 1".formatted(batchSize));
    }
    return null;
  }

  static void requireValidSpecs(List<TemplateSpec> specs) {
    Map<List<String>, TemplateSpec> seen = new HashMap<>();
    for (int i = 0; i < specs.size(); i++) {
      String member = "specs[" + i + "]";
      TemplateSpec spec = requireNonNull(specs.get(i), member);
      try {
        requireFitting(spec);
      } catch (InvalidTemplateException e) {
        throw e.within(member);
      }
      TemplateSpec other = seen.putIfAbsent(List.of(spec.id(), spec.version()), spec);
      if (other != null && !other.equals(spec)) {
        throw new InvalidTemplateException(
            member,
            "template '%s' in version '%s' is given twice with different bodies; keep one of them"
                .formatted(spec.id(), spec.version()));
      }
    }
  }

  static void requireValidIds(List<String> ids) {
    for (int i = 0; i < ids.size(); i++) {
      String member = "ids[" + i + "]";
      try {
        TemplateSpec.requireValidId(requireNonNull(ids.get(i), member));
      } catch (InvalidTemplateException e) {
        throw e.path().equals(member) ? e : e.within(member);
      }
    }
  }

  static void requireValidMoves(List<LabelMove> moves) {
    for (int i = 0; i < moves.size(); i++) {
      requireNonNull(moves.get(i), "moves[" + i + "]");
    }
  }

  static <T> T requireNonNull(@Nullable T argument, String path) {
    if (argument == null) {
      throw new InvalidTemplateException(path, "it is null; give it, or leave it out");
    }
    return argument;
  }

  static void requireFitting(TemplateSpec spec) {
    requireNonNull(spec, "spec");
    if (spec.template().length() > MAX_TEMPLATE_CHARACTERS) {
      throw new InvalidTemplateException(
          "template",
          "it has %d characters, at most %d are taken; shorten it"
              .formatted(spec.template().length(), MAX_TEMPLATE_CHARACTERS));
    }
  }
}
