package io.reactiveregistry.reliability;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of an experiment.
 *
 * @param figures what was done and measured, in words for the table, for example {@code 60 kills,
 *     41,212 acknowledged, 0 lost}
 * @param violations what did not hold, one sentence each, with what is needed to repeat it; empty
 *     when all held. No more than the first few of a kind
 * @param controls the same with a safeguard taken away
 */
public record Result(String figures, List<String> violations, List<Control> controls) {

  public Result {
    violations = List.copyOf(violations);
    controls = List.copyOf(controls);
  }

  /**
   * A control.
   *
   * @param name which safeguard was taken away
   * @param noticed whether the experiment noticed the damage, as it must
   * @param figures what it saw
   */
  public record Control(String name, boolean noticed, String figures) {}

  /** Whether the promise was kept and every control failed as it must. */
  public boolean held() {
    return violations.isEmpty() && controls.stream().allMatch(Control::noticed);
  }

  /** Everything that keeps it from being held, in words. */
  public List<String> complaints() {
    List<String> complaints = new ArrayList<>(violations);
    for (Control control : controls) {
      if (!control.noticed()) {
        complaints.add(
            "the control '%s' passed (%s), so the experiment proves nothing"
                .formatted(control.name(), control.figures()));
      }
    }
    return complaints;
  }
}
