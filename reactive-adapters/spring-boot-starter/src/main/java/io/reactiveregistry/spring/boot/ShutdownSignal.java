package io.reactiveregistry.spring.boot;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Tells streams without end that the application is about to stop, before the web server begins to
 * wait for the requests that are under way.
 */
final class ShutdownSignal implements ApplicationListener<ContextClosedEvent> {

  private final Sinks.Empty<Void> sink = Sinks.empty();

  private final ApplicationContext application;

  ShutdownSignal(ApplicationContext application) {
    this.application = application;
  }

  @Override
  public void onApplicationEvent(ContextClosedEvent event) {
    if (event.getApplicationContext() == application) { // and not one below it, which goes alone
      Sinks.EmitResult unused = sink.tryEmitEmpty(); // a second time changes nothing
    }
  }

  /** Completes when the application begins to stop. */
  Mono<Void> asMono() {
    return sink.asMono();
  }
}
