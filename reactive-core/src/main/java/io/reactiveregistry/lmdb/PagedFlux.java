package io.reactiveregistry.lmdb;

import io.reactiveregistry.IdRange;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;

/**
 * Lists ids page by page. A page is read when there is demand, is no longer than the demand, and is
 * one request to the reader lanes, so nothing of the store is held between pages.
 */
final class PagedFlux extends Flux<String> {

  /** Bounds how long one page keeps other requests of its lane waiting. */
  private static final int MAX_PAGE = 512;

  interface PageSource {
    Mono<Page> read(IdRange range, int limit);
  }

  private final IdRange range;
  private final PageSource pages;

  PagedFlux(IdRange range, PageSource pages) {
    this.range = range;
    this.pages = pages;
  }

  @Override
  public void subscribe(CoreSubscriber<? super String> subscriber) {
    subscriber.onSubscribe(new Listing(subscriber, range, pages));
  }

  /**
   * One subscription. Everything below the counters is touched only inside {@link #drain}, which
   * one thread at a time executes: the one that raises {@code work} from 0.
   */
  private static final class Listing implements Subscription {

    private static final AtomicLongFieldUpdater<Listing> REQUESTED =
        AtomicLongFieldUpdater.newUpdater(Listing.class, "requested");

    private final CoreSubscriber<? super String> subscriber;
    private final PageSource pages;

    private volatile long requested;
    private final AtomicInteger work = new AtomicInteger();
    private volatile boolean cancelled;
    private volatile @Nullable Throwable failure;
    private volatile @Nullable Page arrived;
    private volatile @Nullable Subscription reading;

    private IdRange rest;
    private List<String> items = List.of();
    private int next;
    private boolean last;
    private boolean waiting;

    Listing(CoreSubscriber<? super String> subscriber, IdRange range, PageSource pages) {
      this.subscriber = subscriber;
      this.rest = range;
      this.pages = pages;
    }

    @Override
    public void request(long demand) {
      if (Operators.validate(demand)) {
        Operators.addCap(REQUESTED, this, demand);
        drain();
      }
    }

    @Override
    public void cancel() {
      cancelled = true;
      Subscription read = reading;
      if (read != null) {
        read.cancel();
      }
    }

    private void drain() {
      if (work.getAndIncrement() != 0) {
        return;
      }
      int missed = 1;
      do {
        step();
        missed = work.addAndGet(-missed);
      } while (missed != 0);
    }

    private void step() {
      Throwable error = failure;
      if (error != null && !cancelled) {
        cancelled = true;
        subscriber.onError(error);
        return;
      }
      Page page = arrived;
      if (page != null) {
        arrived = null;
        waiting = false;
        items = page.items();
        next = 0;
        last = page.last();
      }
      emit();
      if (cancelled || waiting || next < items.size()) {
        return;
      }
      if (last) {
        cancelled = true;
        subscriber.onComplete();
      } else if (requested > 0) {
        waiting = true;
        readPage((int) Math.min(requested, MAX_PAGE));
      }
    }

    private void emit() {
      long demand = requested;
      long emitted = 0;
      while (emitted < demand && next < items.size() && !cancelled) {
        subscriber.onNext(items.get(next++));
        emitted++;
      }
      if (emitted > 0) {
        Operators.produced(REQUESTED, this, emitted);
      }
    }

    private void readPage(int limit) {
      if (!items.isEmpty()) {
        rest = rest.after(items.get(items.size() - 1));
      }
      pages
          .read(rest, limit)
          .subscribe(
              new BaseSubscriber<>() {
                @Override
                protected void hookOnSubscribe(Subscription subscription) {
                  reading = subscription;
                  if (cancelled) {
                    subscription.cancel();
                  } else {
                    subscription.request(1);
                  }
                }

                @Override
                protected void hookOnNext(Page page) {
                  arrived = page;
                  drain();
                }

                @Override
                protected void hookOnError(Throwable error) {
                  failure = error;
                  drain();
                }
              });
    }
  }
}
