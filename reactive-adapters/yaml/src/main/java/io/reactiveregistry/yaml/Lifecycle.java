package io.reactiveregistry.yaml;

import io.reactiveregistry.error.RegistryClosedException;
import java.nio.file.Path;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** Whether a registry is open. Once it is closed, calls are refused and listings end. */
final class Lifecycle {

  private final Path directory;
  private final Sinks.Empty<Void> closing = Sinks.empty();
  private volatile boolean closed;

  Lifecycle(Path directory) {
    this.directory = directory;
  }

  /** To be called once. */
  void close() {
    closed = true;
    closing.tryEmitEmpty().orThrow();
  }

  void requireOpen() {
    if (closed) {
      throw closedError();
    }
  }

  RegistryClosedException closedError() {
    return new RegistryClosedException(directory.toString());
  }

  /** A call that is refused once the registry is closed. */
  <T> Mono<T> answer(Supplier<Mono<T>> call) {
    return Mono.defer(
            () -> {
              requireOpen();
              return call.get();
            })
        .publishOn(Schedulers.parallel());
  }

  /** A listing that the closing of the registry ends. */
  <T> Flux<T> whileOpen(Supplier<Flux<T>> listing) {
    return Flux.defer(
            () -> {
              requireOpen();
              return listing.get();
            })
        .takeUntilOther(
            closing.asMono().publishOn(Schedulers.parallel()).then(Mono.error(this::closedError)));
  }
}
