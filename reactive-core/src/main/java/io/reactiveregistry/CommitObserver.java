package io.reactiveregistry;

import java.util.List;

/** Told of the writes of this process; see {@link ObservableRegistry#observe}. */
@FunctionalInterface
public interface CommitObserver {

  /**
   * Called after a write is committed, so that a read which begins now sees it, and before anybody
   * is told so. Several writes that were committed together may come in one call, and all changes
   * of one revision do. A write of which nobody knows whether it took effect is told as a {@link
   * TemplateChange.Resync}.
   *
   * <p>It delays the completion of writes, so it must be quick, must not block, and must not throw.
   *
   * @param changes what they have changed, in order; immutable
   */
  void committed(List<TemplateChange> changes);
}
