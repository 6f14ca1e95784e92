package io.reactiveregistry.webflux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.springframework.http.MediaType.TEXT_EVENT_STREAM;

import java.util.List;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.ReactiveHttpOutputMessage;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Answers requests to follow the changes: a stream that ends when the client leaves. */
final class ChangesHandler {

  private static final String LAST_EVENT_ID = "Last-Event-ID";

  private final ChangeEvents events;
  private final Mono<Void> shutdown;
  private final StreamedAnswer streamed;

  /**
   * @param shutdown ends all streams, which would keep a server from stopping otherwise
   */
  ChangesHandler(ChangeEvents events, Mono<Void> shutdown, StreamedAnswer streamed) {
    this.events = events;
    this.shutdown = shutdown;
    this.streamed = streamed;
  }

  Mono<ServerResponse> get(ServerRequest request) {
    Negotiation.choose(request, List.of(TEXT_EVENT_STREAM));
    Flux<ServerSentEvent<Object>> events = events(request).takeUntilOther(shutdown);
    return streamed.begin(
        request,
        ServerResponse.ok().contentType(TEXT_EVENT_STREAM).cacheControl(CacheControl.noStore()),
        (response, context) -> streamed.write(events, response, parts -> write(parts, response)));
  }

  /**
   * Spring's writer of events takes buffers of a pool, and one that is being filled while the
   * connection is closed never comes back. These are not of a pool.
   */
  private static Mono<Void> write(
      Publisher<ServerSentEvent<Object>> events, ReactiveHttpOutputMessage response) {
    DataBufferFactory buffers = response.bufferFactory();
    return response.writeAndFlushWith(
        Flux.from(events).map(event -> Mono.just(buffers.wrap(bytes(event)))));
  }

  private static byte[] bytes(ServerSentEvent<Object> event) {
    Object data = event.data();
    String end = data == null ? "\n" : new String(Json.bytes(data), UTF_8) + "\n\n";
    return (event.format() + end).getBytes(UTF_8);
  }

  /**
   * A browser cannot set the header when it comes for the first time, so there is a parameter for
   * that; when it comes back the header counts.
   */
  private Flux<ServerSentEvent<Object>> events(ServerRequest request) {
    String lastEventId = request.headers().firstHeader(LAST_EVENT_ID);
    if (lastEventId != null && !lastEventId.isEmpty()) {
      return events.after(ChangePosition.parse(lastEventId, LAST_EVENT_ID));
    }
    String after = Query.of(request).value("after");
    return after == null ? events.fromNow() : events.after(ChangePosition.parse(after, "after"));
  }
}
