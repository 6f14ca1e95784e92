package io.reactiveregistry.webflux;

import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.json.JsonChanges;
import java.util.function.Function;
import org.springframework.http.codec.ServerSentEvent;

/**
 * A change, and the how manyth of its revision it is.
 *
 * @param number counted from 1
 */
record NumberedChange(TemplateChange change, long number) {

  /** Numbers the changes of one subscription, which begins with the first of a revision. */
  static Function<TemplateChange, NumberedChange> numbering() {
    return new Numbering();
  }

  /** The position behind it. */
  ChangePosition position() {
    return new ChangePosition(change.revision() - 1, number);
  }

  /** Whether a client who is at this position knows it. */
  boolean isKnownAt(ChangePosition client) {
    return change.revision() == client.afterRevision() + 1 && number <= client.seen();
  }

  ServerSentEvent<Object> toEvent() {
    return ServerSentEvent.builder()
        .id(position().toString())
        .event(change.kind().label())
        .data(JsonChanges.fields(change))
        .build();
  }

  private static final class Numbering implements Function<TemplateChange, NumberedChange> {

    private long revision = -1;
    private long number;

    @Override
    public NumberedChange apply(TemplateChange change) {
      number = change.revision() == revision ? number + 1 : 1;
      revision = change.revision();
      return new NumberedChange(change, number);
    }
  }
}
