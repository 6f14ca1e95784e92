package io.reactiveregistry.error;

import java.util.List;

/** Labels stand on the version that was to be deleted; nothing was deleted. Not retryable. */
public final class LabelledVersionException extends RegistryException {

  private static final long serialVersionUID = 1L;

  private final String id;
  private final String version;

  @SuppressWarnings("serial") // lists made by List.copyOf are serializable
  private final List<String> labels;

  public LabelledVersionException(String id, String version, List<String> labels) {
    super(
        "Version %s of template '%s' has the labels %s; move them, or delete it with force"
            .formatted(version, id, labels),
        /* withStackTrace= */ false);
    this.id = id;
    this.version = version;
    this.labels = List.copyOf(labels);
  }

  /** The template. */
  public String id() {
    return id;
  }

  /** The version that was to be deleted. */
  public String version() {
    return version;
  }

  /** The labels that stand on it. */
  public List<String> labels() {
    return labels;
  }
}
