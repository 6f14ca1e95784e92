package io.reactiveregistry.contract;

import io.reactiveregistry.TemplateChange;
import java.util.List;
import reactor.core.publisher.FluxSink;

/**
 * How far one subscriber has come in the log of changes. It holds nothing but its position, and
 * belongs to the thread of the registry.
 */
final class ChangeFeed {

  private final List<TemplateChange> log;
  private final FluxSink<TemplateChange> subscriber;
  private int position;
  private boolean emitting;

  ChangeFeed(List<TemplateChange> log, int position, FluxSink<TemplateChange> subscriber) {
    this.log = log;
    this.position = position;
    this.subscriber = subscriber;
  }

  /** Emits what there is and was requested. A request made meanwhile is met by the same loop. */
  void emit() {
    if (emitting) {
      return;
    }
    emitting = true;
    while (position < log.size() && subscriber.requestedFromDownstream() > 0) {
      subscriber.next(log.get(position++));
    }
    emitting = false;
  }

  void fail(RuntimeException error) {
    subscriber.error(error);
  }
}
