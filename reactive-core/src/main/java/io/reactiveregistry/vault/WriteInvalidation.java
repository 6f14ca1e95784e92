package io.reactiveregistry.vault;

import io.reactiveregistry.Commit;
import io.reactiveregistry.LabelMove;
import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.TemplateSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Drops what a write through this Vault replaces, before its end is signalled: for a registry that
 * does not tell of its writes itself. An error does not say that nothing was written, so it drops
 * as much as success does.
 */
final class WriteInvalidation {

  private final TemplateCache cache;

  WriteInvalidation(TemplateCache cache) {
    this.cache = cache;
  }

  /**
   * Drops what a write of one template replaces.
   *
   * @param item what is written, or named to be deleted; null is left to the registry to refuse
   * @param effect what the write changes, or more
   */
  <E> Mono<Commit> after(
      Mono<Commit> write, @Nullable E item, Function<? super E, TemplateChange> effect) {
    return after(write, Collections.singletonList(item), effect);
  }

  /** As above, for items that are copied at subscription, so that both sides see the same. */
  <E> Mono<Commit> afterAll(
      Function<Collection<E>, Mono<Commit>> write,
      Collection<E> items,
      Function<? super E, TemplateChange> effect) {
    return Mono.defer(
        () -> {
          if (items == null) {
            return write.apply(items);
          }
          List<E> copy = new ArrayList<>(items);
          return after(write.apply(copy), copy, effect);
        });
  }

  private <E> Mono<Commit> after(
      Mono<Commit> write,
      List<? extends @Nullable E> items,
      Function<? super E, TemplateChange> effect) {
    Runnable invalidation =
        () -> items.stream().filter(Objects::nonNull).map(effect).forEach(cache::apply);
    return write.doOnTerminate(invalidation).doOnCancel(invalidation);
  }

  /** The templates of a batch are dropped with its commit, all others at the end. */
  Flux<Commit> afterEach(
      Function<Publisher<TemplateSpec>, Flux<Commit>> write,
      Publisher<TemplateSpec> specs,
      int batchSize) {
    return Flux.defer(
        () -> {
          Queue<TemplateSpec> unwritten = new ConcurrentLinkedQueue<>();
          Runnable end = () -> invalidate(unwritten, Integer.MAX_VALUE);
          return write
              .apply(Flux.from(specs).doOnNext(unwritten::add))
              .doOnNext(commit -> invalidate(unwritten, batchSize))
              .doOnTerminate(end)
              .doOnCancel(end);
        });
  }

  private void invalidate(Queue<TemplateSpec> unwritten, int limit) {
    for (int i = 0; i < limit; i++) {
      TemplateSpec spec = unwritten.poll();
      if (spec == null) {
        return;
      }
      cache.apply(saved(spec));
    }
  }

  static TemplateChange saved(TemplateSpec spec) {
    return written(spec.id());
  }

  /**
   * What a registry tells of a write, as it is to be understood when nothing is known of that
   * registry: it may keep one version only, and not say which one a save has replaced.
   */
  static TemplateChange understood(TemplateChange change) {
    return change instanceof TemplateChange.Saved saved
        ? new TemplateChange.Deleted(saved.revision(), saved.id())
        : change;
  }

  /** Whatever may have been written of a template. */
  static TemplateChange written(String id) {
    return new TemplateChange.Deleted(0, id);
  }

  static TemplateChange moved(LabelMove move) {
    return new TemplateChange.LabelMoved(0, move.id(), move.label(), move.version());
  }
}
