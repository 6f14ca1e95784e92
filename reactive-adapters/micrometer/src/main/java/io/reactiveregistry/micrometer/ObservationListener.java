package io.reactiveregistry.micrometer;

import io.micrometer.observation.Observation;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import reactor.core.observability.DefaultSignalListener;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Observes one subscription to a call with one result: from the subscription until just before its
 * result, error or end is signalled, or until it is cancelled; what the subscriber does with the
 * result is not observed. The observation is the parent of what happens beneath it.
 */
final class ObservationListener<T> extends DefaultSignalListener<T> {

  /** Where Micrometer's {@code ObservationThreadLocalAccessor} has the current observation, too. */
  static final String CONTEXT_KEY = "micrometer.observation";

  private final TemplateObservationContext context;
  private final Observation observation;
  private final BiConsumer<TemplateObservationContext, T> onResult;
  private final AtomicBoolean stopped = new AtomicBoolean();

  /**
   * @param observation not started yet
   * @param subscriber the subscriber's Context, which may have a parent
   * @param onResult told of the result before the observation stops
   */
  ObservationListener(
      TemplateObservationContext context,
      Observation observation,
      ContextView subscriber,
      BiConsumer<TemplateObservationContext, T> onResult) {
    this.context = context;
    this.observation = observation;
    this.onResult = onResult;
    Observation parent = subscriber.getOrDefault(CONTEXT_KEY, null);
    if (parent != null) { // else it is the current one of the thread, if there is one
      observation.parentObservation(parent);
    }
  }

  @Override
  public void doFirst() {
    observation.start();
  }

  @Override
  public Context addToContext(Context subscriber) {
    return subscriber.put(CONTEXT_KEY, observation);
  }

  @Override
  public void doOnNext(T result) {
    onResult.accept(context, result);
    stop(Outcome.SUCCESS);
  }

  @Override
  public void doOnComplete() {
    stop(Outcome.SUCCESS);
  }

  @Override
  public void doOnError(Throwable error) {
    observation.error(error);
    stop(Outcome.ERROR);
  }

  @Override
  public void doOnCancel() {
    stop(Outcome.CANCELLED);
  }

  /** A subscriber may cancel what has ended, and at the same time as it ends. */
  private void stop(Outcome outcome) {
    if (stopped.compareAndSet(false, true)) {
      context.ended(outcome);
      observation.stop();
    }
  }
}
