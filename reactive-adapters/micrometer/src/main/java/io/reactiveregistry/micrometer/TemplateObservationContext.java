package io.reactiveregistry.micrometer;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/** What an observation of one template knows. */
public final class TemplateObservationContext extends Observation.Context {

  private final String operation;
  private final @Nullable String promptName;
  private volatile @Nullable String promptVersion;
  private volatile @Nullable Outcome outcome;

  TemplateObservationContext(
      String operation, @Nullable String promptName, @Nullable String promptVersion) {
    this.operation = operation;
    this.promptName = promptName;
    this.promptVersion = promptVersion;
  }

  /** What was called: {@code load}, {@code find} or {@code save}. */
  public String operation() {
    return operation;
  }

  /** The id that was asked for; null when the call named none. */
  public @Nullable String promptName() {
    return promptName;
  }

  /** The version that was asked for, or that was found; null when neither is known. */
  public @Nullable String promptVersion() {
    return promptVersion;
  }

  /** {@code success}, {@code error} or {@code cancelled}; {@code unknown} until it has ended. */
  public String outcome() {
    Outcome ended = outcome;
    return ended == null ? "unknown" : ended.tag();
  }

  void found(String version) {
    promptVersion = version;
  }

  void ended(Outcome how) {
    outcome = how;
  }
}
