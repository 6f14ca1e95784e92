package io.reactiveregistry.contract;

import io.reactiveregistry.LabelMove;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateRef;
import java.util.List;
import org.reactivestreams.Publisher;

/**
 * Every call of a registry that keeps labels; all succeed where template {@code a} has the label
 * {@code live}.
 */
enum LabelCall {
  LABELS,
  LOAD_LABEL,
  SET_LABEL,
  REMOVE_LABEL,
  MOVE_LABELS;

  Publisher<?> on(ReactiveRegistry registry) {
    return switch (this) {
      case LABELS -> registry.labels("a");
      case LOAD_LABEL -> registry.load(TemplateRef.label("a", "live"));
      case SET_LABEL -> registry.setLabel("a", "live", "0.1.0");
      case REMOVE_LABEL -> registry.removeLabel("a", "live");
      case MOVE_LABELS -> registry.moveLabels(List.of(LabelMove.to("a", "next", "0.1.0")));
    };
  }
}
