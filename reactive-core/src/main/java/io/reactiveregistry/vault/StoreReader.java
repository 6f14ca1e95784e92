package io.reactiveregistry.vault;

import com.github.benmanes.caffeine.cache.Ticker;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Reads what a key stands for from the registry beneath: the id itself, or a qualified one. */
final class StoreReader {

  private final ReactiveRegistry registry;
  private final Ticker ticker;
  private final LongAdder reads = new LongAdder();

  StoreReader(ReactiveRegistry registry, Ticker ticker) {
    this.registry = registry;
    this.ticker = ticker;
  }

  /** How many reads have begun. */
  long reads() {
    return reads.sum();
  }

  /**
   * Checks a key as the registry would.
   *
   * @throws InvalidTemplateException when no template can have such a key
   */
  static void requireValid(Object key) {
    if (key instanceof QualifiedKey qualified) {
      qualified.requireValid();
    } else {
      TemplateSpec.requireValidId((String) key);
    }
  }

  /** Emits one entry, also for what is absent. */
  Mono<Entry> read(Object key, @Nullable Lease lease, long state) {
    return Mono.defer(() -> load(key))
        .map(spec -> new Entry(spec, null, lease, state, ticker.read()))
        .switchIfEmpty(Mono.fromSupplier(() -> absent(key, lease, state)))
        .onErrorResume(TemplateNotFoundException.class, e -> Mono.just(absent(key, lease, state)));
  }

  private Mono<TemplateSpec> load(Object key) {
    reads.increment();
    return key instanceof QualifiedKey qualified
        ? qualified.loadFrom(registry)
        : registry.find((String) key);
  }

  private Entry absent(Object key, @Nullable Lease lease, long state) {
    TemplateNotFoundException absence =
        key instanceof QualifiedKey qualified
            ? qualified.absence()
            : new TemplateNotFoundException((String) key);
    return new Entry(null, absence, lease, state, ticker.read());
  }
}
