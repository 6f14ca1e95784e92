package io.reactiveregistry.examples.promptserver;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Tells streams without end that the server is about to stop, before it begins to wait for the
 * requests that are under way.
 */
@Component
final class ShutdownSignal {

  private final Sinks.Empty<Void> sink = Sinks.empty();

  @EventListener
  void closing(ContextClosedEvent event) {
    Sinks.EmitResult unused = sink.tryEmitEmpty(); // a second time changes nothing
  }

  /** Completes when the server begins to stop. */
  Mono<Void> asMono() {
    return sink.asMono();
  }
}
