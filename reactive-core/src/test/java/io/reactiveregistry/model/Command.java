package io.reactiveregistry.model;

import io.reactiveregistry.ReactiveRegistry;
import org.reactivestreams.Publisher;

/** One thing that can happen; its text is enough to do it again. */
interface Command {

  /**
   * Does it.
   *
   * @throws AssertionError when the registry does not do what the model says
   */
  void run(Session session);

  /** A call of which the model knows the answer. */
  interface Call extends Command {

    Publisher<?> on(ReactiveRegistry registry);

    /** Tells what it answers, after doing to the model what it does to the registry. */
    Answer on(Model model);

    @Override
    default void run(Session session) {
      session.requireAnswer(on(session.model()), on(session.registry()));
    }
  }
}
