package io.reactiveregistry.migration;

import io.reactiveregistry.IdRange;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateOrder;
import java.util.Comparator;
import java.util.List;
import reactor.core.publisher.Flux;

/** The ids of two registries as one ascending stream, each with the sides that have it. */
final class IdListing {

  private static final int IDS_AHEAD = 256;

  private IdListing() {}

  /** An id and who has it. */
  record Entry(String id, boolean inSource, boolean inTarget) {

    private static Entry of(List<Entry> sides) {
      return sides.size() == 1 ? sides.get(0) : new Entry(sides.get(0).id, true, true);
    }
  }

  static Flux<Entry> merge(ReactiveRegistry source, ReactiveRegistry target) {
    return Flux.mergeComparing(
            IDS_AHEAD,
            Comparator.comparing(Entry::id, TemplateOrder.ids()),
            ids("source", source).map(id -> new Entry(id, true, false)),
            ids("target", target).map(id -> new Entry(id, false, true)))
        .bufferUntilChanged(Entry::id)
        .map(Entry::of);
  }

  private static Flux<String> ids(String side, ReactiveRegistry registry) {
    return Flux.defer(
        () -> {
          Position position = new Position(side);
          return Flux.defer(() -> registry.listIds(position.rest()))
              .doOnNext(position::advance)
              .retryWhen(Overload.backoff());
        });
  }

  /**
   * Where a listing stands, to resume it. It insists on the order because ids that are out of order
   * seem to be missing, and templates that seem to be missing in the source are deleted.
   */
  private static final class Position {

    private final String side;
    private IdRange rest = IdRange.all();

    Position(String side) {
      this.side = side;
    }

    IdRange rest() {
      return rest;
    }

    void advance(String id) {
      String last = rest.after();
      if (last != null && TemplateOrder.ids().compare(last, id) >= 0) {
        throw new IllegalStateException(
            "listIds() of the %s is not ascending: '%s' comes after '%s'"
                .formatted(side, id, last));
      }
      rest = rest.after(id);
    }
  }
}
