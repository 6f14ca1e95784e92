package io.reactiveregistry.reliability.load;

import io.reactiveregistry.IdRange;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.lmdb.LmdbRegistryBuilder;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** Subscribes to calls of all kinds, and cancels its own and those of others at random moments. */
final class StormClient implements Callable<Void> {

  static final int GROUPS = 50;
  static final int MEMBERS = 5;

  /**
   * One in so many looks at the storage is an opening instead, which takes a thousand times as
   * long.
   */
  private static final int OPENINGS = 10;

  private static final int SINGLES = 500;
  private static final int MAX_LENGTH = 500;
  private static final int LONGEST_NANOS = 100_000;

  private final List<LmdbRegistryBuilder> stores;
  private final LmdbRegistry registry;
  private final AtomicReferenceArray<@Nullable StormSubscriber> shared;
  private final RandomGenerator random;
  private final Findings findings;
  private final Consumer<LmdbRegistry> closing;
  private final int calls;
  private final long firstSerial;
  private long serials;

  /**
   * @param stores two to be opened again and again; {@code registry} is open on the first one
   * @param shared subscribers that any client may cancel
   * @param closing closes what was opened
   * @param calls how many calls it makes
   * @param number its own, from 0
   */
  StormClient(
      List<LmdbRegistryBuilder> stores,
      LmdbRegistry registry,
      AtomicReferenceArray<@Nullable StormSubscriber> shared,
      RandomGenerator random,
      Findings findings,
      Consumer<LmdbRegistry> closing,
      int calls,
      int number) {
    this.stores = stores;
    this.registry = registry;
    this.shared = shared;
    this.random = random;
    this.findings = findings;
    this.closing = closing;
    this.calls = calls;
    this.firstSerial = 1 + number * 1_000_000_000L;
  }

  @Override
  public Void call() {
    for (int i = 0; i < calls; i++) {
      StormSubscriber subscriber =
          new StormSubscriber(
              random.nextInt(4) == 0 ? Long.MAX_VALUE : random.nextInt(20), findings);
      anyCall().subscribe(subscriber);
      if (random.nextBoolean()) {
        cancelLater(subscriber);
      } else {
        waitSomewhat();
        subscriber.cancel();
      }
    }
    return null;
  }

  /** Some client will, when it draws the same place. */
  private void cancelLater(StormSubscriber subscriber) {
    StormSubscriber other = shared.getAndSet(random.nextInt(shared.length()), subscriber);
    if (other != null) {
      other.cancel();
    }
  }

  private void waitSomewhat() {
    long nanos = random.nextInt(4) == 0 ? 0 : random.nextInt(LONGEST_NANOS);
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < nanos) {
      Thread.onSpinWait();
    }
  }

  private Publisher<?> anyCall() {
    int group = random.nextInt(GROUPS);
    return switch (random.nextInt(11)) {
      case 0 -> registry.load(single());
      case 1 -> registry.loadAll(Flux.range(0, MEMBERS).map(member -> member(group, member)));
      case 2 -> registry.listIds();
      case 3 -> registry.listIds(IdRange.prefix("s")).skip(random.nextInt(30));
      case 4, 5 -> registry.save(Templates.of(single(), serial(), random.nextInt(MAX_LENGTH)));
      case 6, 7 -> registry.saveBatch(batch(group));
      case 8 ->
          registry.saveAll(
              Flux.range(0, 3).map(i -> batch((group + i) % GROUPS)).flatMapIterable(all -> all),
              MEMBERS);
      case 9 ->
          random.nextBoolean() ? registry.delete(single()) : registry.deleteBatch(members(group));
      default -> random.nextInt(OPENINGS) == 0 ? opening() : registry.storage();
    };
  }

  /** What was emitted belongs to the subscriber, who closes it; what was not is closed for him. */
  private Publisher<?> opening() {
    LmdbRegistryBuilder store = stores.get(random.nextInt(4) == 0 ? 1 : 0);
    return store.openAsync().doOnNext(closing);
  }

  private long serial() {
    return firstSerial + serials++;
  }

  private List<TemplateSpec> batch(int group) {
    long serial = serial();
    int length = random.nextInt(MAX_LENGTH);
    return members(group).stream().map(id -> Templates.of(id, serial, length)).toList();
  }

  static List<String> members(int group) {
    return IntStream.range(0, MEMBERS).mapToObj(member -> member(group, member)).toList();
  }

  private static String member(int group, int member) {
    return "g%d/%d".formatted(group, member);
  }

  private String single() {
    return "s" + random.nextInt(SINGLES);
  }
}
