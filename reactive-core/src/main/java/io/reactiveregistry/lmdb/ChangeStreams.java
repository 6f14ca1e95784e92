package io.reactiveregistry.lmdb;

import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.error.UnsupportedFeatureException;
import io.reactiveregistry.metrics.Operation;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;

/** The changes as one handle of a store tells them, until it is closed. */
final class ChangeStreams {

  private final Engine engine;
  private final ReadQueue reads;
  private final Set<ChangeSubscription> subscriptions = ConcurrentHashMap.newKeySet();
  private volatile @Nullable RegistryException closed;

  ChangeStreams(Engine engine, ReadQueue reads) {
    this.engine = engine;
    this.reads = reads;
  }

  Flux<TemplateChange> fromNow() {
    return new Stream(subscriber -> ChangeSubscription.fromNow(this, subscriber));
  }

  Flux<TemplateChange> after(long revision) {
    return new Stream(
        subscriber -> {
          if (revision < 0) {
            throw new InvalidTemplateException(
                "afterRevision", "it is %d; give 0 for all changes".formatted(revision));
          }
          return ChangeSubscription.after(revision, this, subscriber);
        });
  }

  ChangeFeed feed() {
    return engine.feed();
  }

  Mono<ChangePage> read(ChangePosition after, int limit) {
    return new ReadMono<>(
        reads,
        snapshot -> {
          long upTo = feed().clock().limit(snapshot.revision());
          return snapshot.changes(after, upTo, limit);
        },
        engine.meters().of(Operation.CHANGES_PAGE));
  }

  RegistryException translate(Throwable error) {
    return reads.translate(error);
  }

  void remove(ChangeSubscription subscription) {
    subscriptions.remove(subscription);
    feed().remove(subscription);
  }

  /** Ends all of them. */
  void close(RegistryException reason) {
    closed = reason;
    subscriptions.forEach(subscription -> subscription.fail(reason));
  }

  private void requireOpen() {
    RegistryException reason = closed;
    if (reason != null) {
      throw reason;
    }
    if (engine.options().changeLog().capacity() == 0) {
      throw new UnsupportedFeatureException(
          engine.options().directory().toString(),
          "log of changes",
          "it was opened with changeLogCapacity(0); give it a capacity");
    }
  }

  private void add(ChangeSubscription subscription) {
    subscriptions.add(subscription);
    feed().add(subscription);
    RegistryException reason = closed;
    if (reason != null) {
      subscription.fail(reason);
    } else if (subscription.hasEnded()) {
      remove(subscription); // cancelled meanwhile
    }
  }

  /** Makes a subscription for each subscriber. */
  private final class Stream extends Flux<TemplateChange> {

    private final Function<CoreSubscriber<? super TemplateChange>, ChangeSubscription> factory;

    Stream(Function<CoreSubscriber<? super TemplateChange>, ChangeSubscription> factory) {
      this.factory = factory;
    }

    @Override
    public void subscribe(CoreSubscriber<? super TemplateChange> subscriber) {
      ChangeSubscription subscription;
      try {
        requireOpen();
        subscription = factory.apply(subscriber);
      } catch (RegistryException e) {
        Operators.error(subscriber, e);
        return;
      }
      subscriber.onSubscribe(subscription);
      if (!subscription.hasEnded()) {
        add(subscription);
      }
    }
  }
}
