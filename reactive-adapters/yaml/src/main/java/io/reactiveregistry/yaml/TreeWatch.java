package io.reactiveregistry.yaml;

import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks again and again for what others do to a tree, while anybody wants to know. */
final class TreeWatch {

  private TreeWatch() {}

  /**
   * A look at once and then one after each pause, shared by all subscribers: the first of them
   * begins it and the last one ends it. A look that fails is as good as none, since whoever reads
   * gets the error; the next one tries again.
   *
   * @param pause from the end of a look to the beginning of the next, so that a large tree is not
   *     looked at all the time
   */
  static Flux<?> every(Duration pause, Mono<?> look) {
    return Mono.defer(() -> look.onErrorComplete().then(Mono.delay(pause))).repeat().share();
  }
}
