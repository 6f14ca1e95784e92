package io.reactiveregistry.contract;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.TemplateSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What the contracts have in common: a registry for each test, and ways to ask it. */
public abstract class RegistryContract {

  /** How long a test waits for what must come. */
  protected static final Duration TIMEOUT = Duration.ofSeconds(20);

  /** How long a test watches for what must not come. */
  protected static final Duration SILENCE = Duration.ofMillis(50);

  private ReactiveRegistry registry;

  /** A registry that is empty, was never written, and belongs to the test. */
  protected abstract ReactiveRegistry open() throws Exception;

  /** More templates than a listing reads at once. */
  protected int moreThanOnePage() {
    return 2_000;
  }

  /** A template greater than the registry takes. */
  protected TemplateSpec tooLarge(String id) {
    return Templates.template(id, "1.0.0", "x".repeat(2 << 20));
  }

  @BeforeEach
  void openRegistry() throws Exception {
    registry = open();
  }

  @AfterEach
  void closeRegistry() {
    registry.close();
  }

  protected final ReactiveRegistry registry() {
    return registry;
  }

  protected final void save(TemplateSpec... specs) {
    for (TemplateSpec spec : specs) {
      get(registry.save(spec));
    }
  }

  protected final void saveIds(String... ids) {
    get(registry.saveBatch(Arrays.stream(ids).map(Templates::template).toList()));
  }

  /** The revision of the last write. */
  protected final long revision() {
    return get(registry.metadata()).revision();
  }

  /** What has changed after the revision. A write of its own marks the end, and is not among it. */
  protected final List<TemplateChange> changesAfter(long revision) {
    long end = get(registry.save(Templates.template("the end"))).revision();
    return all(registry.changes(revision).takeWhile(change -> change.revision() < end));
  }

  protected static <T> T get(Mono<T> mono) {
    return requireNonNull(mono.block(TIMEOUT), "The publisher was empty");
  }

  protected static <T> List<T> all(Publisher<T> publisher) {
    return get(Flux.from(publisher).collectList());
  }

  protected static void assertEmpty(Publisher<?> publisher) {
    StepVerifier.create(publisher).expectComplete().verify(TIMEOUT);
  }

  /** The error of this type which the publisher signals, before any value. */
  protected static <E extends Throwable> E failure(Class<E> type, Publisher<?> publisher) {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    StepVerifier.create(publisher).expectErrorSatisfies(failure::set).verify(TIMEOUT);
    assertThat(failure.get()).isInstanceOf(type);
    return type.cast(failure.get());
  }
}
