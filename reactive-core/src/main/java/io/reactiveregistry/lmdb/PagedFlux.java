package io.reactiveregistry.lmdb;

import io.reactiveregistry.IdRange;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
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
   * One subscription. A page is being read exactly while {@code requested} is above 0: the request
   * that raises it from 0 reads the first one, and each page that arrives reads the next while
   * there is demand left. So signals are serial without any further state, and as a page is never
   * longer than the demand, all of it is emitted where it arrives, on the lane.
   */
  private static final class Listing implements Subscription {

    private static final AtomicLongFieldUpdater<Listing> REQUESTED =
        AtomicLongFieldUpdater.newUpdater(Listing.class, "requested");

    private final CoreSubscriber<? super String> subscriber;
    private final PageSource pages;
    private IdRange rest;

    private volatile long requested;
    private volatile boolean cancelled;

    Listing(CoreSubscriber<? super String> subscriber, IdRange range, PageSource pages) {
      this.subscriber = subscriber;
      this.rest = range;
      this.pages = pages;
    }

    @Override
    public void request(long demand) {
      if (Operators.validate(demand) && Operators.addCap(REQUESTED, this, demand) == 0) {
        readPage();
      }
    }

    @Override
    public void cancel() {
      cancelled = true;
    }

    private void readPage() {
      if (!cancelled) {
        pages
            .read(rest, (int) Math.min(requested, MAX_PAGE))
            .subscribe(this::emit, this::fail, null, subscriber.currentContext());
      }
    }

    private void emit(Page page) {
      List<String> items = page.items();
      for (String item : items) {
        if (cancelled) {
          return;
        }
        subscriber.onNext(item);
      }
      if (cancelled) {
        return;
      }
      if (page.last()) {
        subscriber.onComplete();
        return;
      }
      rest = rest.after(items.get(items.size() - 1));
      if (Operators.produced(REQUESTED, this, items.size()) > 0) {
        readPage();
      }
    }

    private void fail(Throwable error) {
      if (!cancelled) {
        subscriber.onError(error);
      }
    }
  }
}
