package io.reactiveregistry.vault;

import io.reactiveregistry.CommitObserver;
import io.reactiveregistry.ObservableRegistry;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.contract.InMemoryRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * A registry in memory whose bodies are counted as they are read, and held back at a {@link Gate}
 * if there is one: what they are is decided before the gate, or behind it, and when they arrive is
 * decided by the test.
 */
final class GatedRegistry {

  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final AtomicInteger reads = new AtomicInteger();
  private final AtomicInteger cancellations = new AtomicInteger();
  private volatile @Nullable Gate gate;
  private volatile @Nullable Supplier<Flux<TemplateChange>> feed;
  private volatile Mono<Void> beforeMetadata = Mono.empty();
  private volatile long followedAfter = -1;
  private volatile @Nullable CommitObserver observer;
  private volatile @Nullable String lastCaller;

  /** Writes to it directly are those of another handle. */
  InMemoryRegistry direct() {
    return registry;
  }

  ObservableRegistry observable() {
    return proxy(ObservableRegistry.class);
  }

  /** The same, but it cannot be told from a registry that does not tell of its writes. */
  ReactiveRegistry unobservable() {
    return proxy(ReactiveRegistry.class);
  }

  /** Has changes come from there. */
  GatedRegistry feed(Supplier<Flux<TemplateChange>> feed) {
    this.feed = feed;
    return this;
  }

  /** Has the metadata wait for it. */
  void metadataAfter(Mono<Void> opening) {
    beforeMetadata = opening;
  }

  /** After which revision the feed was asked for last. */
  long followedAfter() {
    return followedAfter;
  }

  /** Who observes it. */
  CommitObserver observer() {
    return observer;
  }

  /** Holds back what is read from now on. */
  Gate close() {
    return close(Schedulers.immediate());
  }

  /** As above; what passes goes on there. */
  Gate close(Scheduler beyond) {
    return close(new Gate(beyond, /* holdsReads= */ false));
  }

  /** Holds back reads from now on: what they read is what is there when the gate opens. */
  Gate closeBeforeReading() {
    return close(new Gate(Schedulers.immediate(), /* holdsReads= */ true));
  }

  private Gate close(Gate closed) {
    gate = closed;
    return closed;
  }

  /** Lets pass what is read from now on; what waits at a gate goes on waiting. */
  void letPass() {
    gate = null;
  }

  int reads() {
    return reads.get();
  }

  int cancellations() {
    return cancellations.get();
  }

  /** What the Context of the last read had under {@code caller}. */
  @Nullable String lastCaller() {
    return lastCaller;
  }

  private <T> T proxy(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answer(method, arguments)));
  }

  private Object answer(Method method, @Nullable Object[] arguments) throws Throwable {
    try {
      Object answer = method.invoke(registry, arguments);
      return switch (method.getName()) {
        case "load", "find" -> counted((Mono<?>) answer);
        case "exists" -> gated((Mono<?>) answer);
        case "metadata" -> Mono.defer(() -> beforeMetadata).then((Mono<?>) answer);
        case "observe" -> observed(answer, arguments);
        case "changes" -> followed((Flux<?>) answer, arguments);
        default -> answer;
      };
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private Object observed(Object observation, @Nullable Object[] arguments) {
    observer = (CommitObserver) arguments[0];
    return observation;
  }

  private Flux<?> followed(Flux<?> changes, @Nullable Object[] arguments) {
    if (arguments != null && arguments[0] instanceof Long revision) {
      followedAfter = revision;
    }
    Supplier<Flux<TemplateChange>> ownFeed = feed;
    return ownFeed == null ? changes : Flux.defer(ownFeed);
  }

  private Mono<?> counted(Mono<?> read) {
    return Mono.deferContextual(
            context -> {
              reads.incrementAndGet();
              lastCaller = context.getOrDefault("caller", null);
              return gated(read);
            })
        .doOnCancel(cancellations::incrementAndGet);
  }

  private <T> Mono<T> gated(Mono<T> read) {
    return Mono.defer(
        () -> {
          Gate closed = gate;
          return closed == null ? read : closed.hold(read);
        });
  }

  /** Where bodies wait that have been read. */
  static final class Gate {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final Sinks.Empty<Void> arrival = Sinks.empty();
    private final Sinks.Empty<Void> opening = Sinks.empty();
    private final Sinks.Empty<Void> passage = Sinks.empty();
    private final Scheduler beyond;
    private final boolean holdsReads;

    private Gate(Scheduler beyond, boolean holdsReads) {
      this.beyond = beyond;
      this.holdsReads = holdsReads;
    }

    private <T> Mono<T> hold(Mono<T> read) {
      Mono<T> behind = holdsReads ? holdRead(read) : holdBody(read);
      return behind.doFinally(end -> passage.tryEmitEmpty());
    }

    private <T> Mono<T> holdRead(Mono<T> read) {
      return opening
          .asMono()
          .doOnSubscribe(waits -> arrival.tryEmitEmpty())
          .then(Mono.defer(() -> read));
    }

    private <T> Mono<T> holdBody(Mono<T> read) {
      return read.materialize()
          .doOnNext(body -> arrival.tryEmitEmpty())
          .delayUntil(body -> opening.asMono())
          .publishOn(beyond)
          .dematerialize();
    }

    /** Until one waits here. */
    void awaitArrival() {
      arrival.asMono().block(TIMEOUT);
    }

    /** Lets pass what waits, and returns when it has arrived where it goes. */
    void open() {
      opening.tryEmitEmpty().orThrow();
      passage.asMono().block(TIMEOUT);
    }

    /** As {@link #open()}, but what arrives is an error. */
    void fail(Throwable error) {
      opening.tryEmitError(error).orThrow();
      passage.asMono().block(TIMEOUT);
    }
  }
}
