package io.reactiveregistry.webflux;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.RegistryMetadata;
import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.error.ChangesCompactedException;
import io.reactiveregistry.error.RegistryClosedException;
import java.time.Duration;
import java.util.function.LongFunction;
import org.reactivestreams.Subscription;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Sinks;

/**
 * The changes of a registry as server-sent events, each with the position behind it as its id.
 *
 * <p>A stream begins with an id and no event: where the client is now. Who loses the connection
 * before the first change thus knows where to go on, too. It is sent when it is certain that what
 * follows is kept, since before the first byte the answer can still be a problem. An error that
 * comes later ends the stream; the client is told of it when it comes back.
 */
final class ChangeEvents {

  private static final ServerSentEvent<Object> HEARTBEAT =
      ServerSentEvent.builder().comment("").build();

  private final Mono<Long> latest;
  private final LongFunction<Flux<TemplateChange>> changes;
  private final Duration heartbeat;

  /**
   * @param latest the revision of the last write
   * @param changes what follows a revision
   * @param heartbeat how often a comment is sent, so that nobody between takes the connection for
   *     dead
   */
  ChangeEvents(Mono<Long> latest, LongFunction<Flux<TemplateChange>> changes, Duration heartbeat) {
    this.latest = latest;
    this.changes = changes;
    this.heartbeat = heartbeat;
  }

  static ChangeEvents of(ReactiveRegistry registry, Duration heartbeat) {
    return new ChangeEvents(
        registry.metadata().map(RegistryMetadata::revision), registry::changes, heartbeat);
  }

  /** The changes from now on. */
  Flux<ServerSentEvent<Object>> fromNow() {
    return latest.flatMapMany(revision -> begin(ChangePosition.behind(revision), revision));
  }

  /** The changes that a client at this position does not know. */
  Flux<ServerSentEvent<Object>> after(ChangePosition client) {
    return latest.flatMapMany(revision -> begin(client, revision));
  }

  private Flux<ServerSentEvent<Object>> begin(ChangePosition client, long reached) {
    if (client.revision() > reached) {
      return Flux.error(new ChangesCompactedException(client.revision(), reached, reached));
    }
    Flux<TemplateChange> following = changes.apply(client.afterRevision());
    return client.afterRevision() == reached
        ? refusal(following).thenMany(stream(client, following)) // nothing can be missing
        : following.switchOnFirst(
            (first, all) -> first.isOnNext() ? stream(client, all) : all.thenMany(Flux.empty()));
  }

  /**
   * The error of a registry whose changes cannot be followed at all, where it signals it at once;
   * otherwise empty. No change is asked for.
   */
  private static Mono<Void> refusal(Flux<TemplateChange> following) {
    return Mono.create(
        sink -> {
          Refused refused = new Refused(sink);
          following.subscribe(refused);
          refused.cancel();
          sink.success();
        });
  }

  private Flux<ServerSentEvent<Object>> stream(
      ChangePosition client, Flux<TemplateChange> following) {
    Sinks.Empty<Void> end = Sinks.empty();
    Flux<ServerSentEvent<Object>> events =
        following
            .map(NumberedChange.numbering())
            .filter(change -> !change.isKnownAt(client))
            .map(NumberedChange::toEvent)
            .onErrorComplete(ChangeEvents::isToldToWhoComesBack)
            .doOnComplete(end::tryEmitEmpty);
    return Flux.merge(events, heartbeats().takeUntilOther(end.asMono()))
        .startWith(ServerSentEvent.builder().id(client.toString()).build());
  }

  /** One that cannot be sent is not worth sending later. */
  private Flux<ServerSentEvent<Object>> heartbeats() {
    return Flux.interval(heartbeat).onBackpressureDrop().map(tick -> HEARTBEAT);
  }

  private static boolean isToldToWhoComesBack(Throwable error) {
    return error instanceof ChangesCompactedException || error instanceof RegistryClosedException;
  }

  private static final class Refused extends BaseSubscriber<TemplateChange> {

    private final MonoSink<Void> sink;

    Refused(MonoSink<Void> sink) {
      this.sink = sink;
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
      // Without demand there is nothing but an error, or an end.
    }

    @Override
    protected void hookOnError(Throwable error) {
      sink.error(error);
    }
  }
}
