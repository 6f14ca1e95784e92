package io.reactiveregistry.webflux;

import static org.springframework.http.MediaType.APPLICATION_NDJSON;
import static org.springframework.http.MediaType.APPLICATION_YAML;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.json.LineSplitter;
import java.util.List;
import java.util.Optional;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ReactiveHttpOutputMessage;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Saves a stream of templates and tells what has been done while it still arrives. Nothing is read
 * ahead of the registry but one batch and a few buffers; the socket holds the rest back.
 */
final class ImportHandler {

  private static final int USUAL_BATCH_SIZE = 250;

  /**
   * How many buffers of a body are held. A server makes them small, Reactor Netty of 8 KiB, and to
   * ask for each of them wakes its event loop.
   */
  private static final int BUFFERS = 16;

  private static final List<MediaType> SUPPORTED = List.of(APPLICATION_NDJSON, APPLICATION_YAML);

  private final ReactiveRegistry registry;
  private final ImportOptions options;
  private final StreamedAnswer streamed;
  private final ArrivalTimeout timeout;

  ImportHandler(ReactiveRegistry registry, ImportOptions options, StreamedAnswer streamed) {
    this.registry = registry;
    this.options = options;
    this.streamed = streamed;
    this.timeout =
        new ArrivalTimeout(
            options.body().timeout(), Schedulers.parallel(), options.body()::nothingArrived);
  }

  Mono<ServerResponse> post(ServerRequest request) {
    Preconditions.requireNone(request);
    MediaType answer = Negotiation.choose(request, List.of(APPLICATION_NDJSON));
    MediaType type = RequestBody.type(request, SUPPORTED);
    ImportRun run =
        new ImportRun(
            registry,
            onErrorSkip(request),
            new BatchLimit(batchSize(request), options.maxBatchBytes()),
            Schedulers.parallel(),
            Mount.base(request));
    Flux<ImportProgress> progress = run.progress(entries(request, type));
    // How it ends is known only when the head of the answer has long been sent.
    return ServerResponse.ok()
        .header(HttpHeaders.CONNECTION, "close")
        .contentType(answer)
        .body(
            (response, context) ->
                streamed.write(
                    progress.map(each -> line(each, response)),
                    response,
                    response::writeAndFlushWith));
  }

  private static Mono<DataBuffer> line(
      ImportProgress progress, ReactiveHttpOutputMessage response) {
    return Mono.fromSupplier(() -> response.bufferFactory().wrap(progress.toLine()));
  }

  private Flux<ParsedEntry> entries(ServerRequest request, MediaType type) {
    int maxBytes = options.body().maxBytes();
    boolean yaml = APPLICATION_YAML.includes(type);
    EntryParser parser =
        new EntryParser(maxBytes, yaml ? new YamlInput(maxBytes) : JsonInput::entry);
    LineSplitter lines = new LineSplitter(maxBytes);
    EntryReader reader = yaml ? new YamlDocuments(maxBytes) : new JsonLines();
    // Away from the event loop, where other connections would wait for the parsing.
    return timeout
        .over(ArrivingBody.of(request))
        .doOnComplete(() -> UnreadBody.isRead(request))
        .publishOn(Schedulers.parallel(), BUFFERS)
        .concatMapIterable(buffer -> reader.addAll(lines.split(BufferBytes.drain(buffer))), 1)
        .concatWith(
            Flux.defer(
                () ->
                    Flux.concat(
                        Mono.justOrEmpty(lines.rest().flatMap(reader::add)),
                        Mono.defer(() -> Mono.justOrEmpty(reader.end())))))
        .map(parser::parse)
        .doOnDiscard(DataBuffer.class, DataBufferUtils::release);
  }

  private int batchSize(ServerRequest request) {
    int most = options.maxBatchSize();
    return (int) Query.of(request).number("batchSize", most, Math.min(USUAL_BATCH_SIZE, most));
  }

  private static boolean onErrorSkip(ServerRequest request) {
    String onError = Optional.ofNullable(Query.of(request).value("onError")).orElse("fail");
    return switch (onError) {
      case "skip" -> true;
      case "fail" -> false;
      default ->
          throw new ServerWebInputException(
              "onError=%s is neither skip nor fail".formatted(onError));
    };
  }
}
