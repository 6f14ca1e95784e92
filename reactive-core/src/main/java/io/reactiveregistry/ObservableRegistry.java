package io.reactiveregistry;

import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * A registry that tells of each write before the write completes, so that a cache over it never
 * serves what a completed write has replaced, whichever handle was written through.
 */
public interface ObservableRegistry extends ReactiveRegistry {

  /**
   * Has the observer told of every write of this process to the same storage, through whatever
   * handle, before that write completes.
   *
   * @return ends it; may be called more than once
   */
  Disposable observe(CommitObserver observer);

  /**
   * A number for the state of the storage: equal numbers mean that nobody, this process or another
   * one, has written between. Numbers of one open registry can be compared for equality only.
   *
   * <p><b>When, threads, errors:</b> as for every read. <b>Emits:</b> one value.
   */
  Mono<Long> stateNumber();
}
