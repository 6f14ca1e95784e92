package io.reactiveregistry.reliability.load;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.lmdb.LmdbRegistryBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * One race: several threads call a registry while others close it, some of them twice, all of them
 * interrupted now and then. Sometimes there is a second handle, which has to go on.
 */
final class CloseRace {

  private static final int CALLERS = 3;
  private static final int CALLS = 8;
  private static final int IDS = 200;
  private static final int LONGEST_NANOS = 2_000_000;

  private final LmdbRegistryBuilder store;
  private final ExecutorService threads;
  private final RandomGenerator random;
  private final Map<String, Long> acknowledged;
  private final Findings findings;
  private final long firstSerial;
  private final ConcurrentLinkedQueue<Watch> watches = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Thread> closing = new ConcurrentLinkedQueue<>();

  /**
   * @param acknowledged the last acknowledged write of each id; each id is written once in all
   *     races
   */
  CloseRace(
      LmdbRegistryBuilder store,
      ExecutorService threads,
      RandomGenerator random,
      Map<String, Long> acknowledged,
      Findings findings,
      long firstSerial) {
    this.store = store;
    this.threads = threads;
    this.random = random;
    this.acknowledged = acknowledged;
    this.findings = findings;
    this.firstSerial = firstSerial;
  }

  /**
   * Runs it.
   *
   * @return how many calls were refused because the registry was closed already
   */
  long run() throws Exception {
    LmdbRegistry registry = open();
    LmdbRegistry second = random.nextBoolean() ? open() : null;
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int caller = 0; caller < CALLERS; caller++) {
      long serial = firstSerial + (long) caller * CALLS;
      RandomGenerator own = ofItsOwn();
      tasks.add(() -> call(registry, own, serial));
    }
    for (int closer = random.nextInt(1, 4); closer > 0; closer--) {
      RandomGenerator own = ofItsOwn();
      tasks.add(() -> close(registry, own));
    }
    RandomGenerator interrupting = ofItsOwn();
    tasks.add(() -> interrupt(interrupting));
    for (Future<Void> task : threads.invokeAll(tasks)) {
      task.get();
    }
    requireRefused(registry);
    if (second != null) {
      requireAnswered(second);
      second.close();
      requireRefused(second);
    }
    for (Watch watch : watches) {
      watch.await();
    }
    return watches.stream().filter(Watch::wasRefused).count();
  }

  /** Interrupted or not, it opens, and the interrupt is kept. */
  private LmdbRegistry open() {
    boolean interrupted = random.nextInt(4) == 0;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    LmdbRegistry registry = store.open();
    findings.expect(Thread.interrupted() == interrupted, "opening changed the interrupt flag");
    return registry;
  }

  /** Interrupts those that close while they wait for the end. */
  private Void interrupt(RandomGenerator own) {
    for (int i = 0; i < 3; i++) {
      waitSomewhat(own);
      closing.forEach(Thread::interrupt);
    }
    return null;
  }

  private Void close(LmdbRegistry registry, RandomGenerator own) {
    waitSomewhat(own);
    closing.add(Thread.currentThread());
    boolean interrupted = own.nextInt(4) == 0;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (own.nextInt(3) == 0) {
      watch("closeAsync", registry.closeAsync(), Long.MAX_VALUE);
    } else {
      registry.close();
    }
    findings.expect(!interrupted || Thread.interrupted(), "closing lost an interrupt");

    return null;
  }

  private Void call(LmdbRegistry registry, RandomGenerator own, long serials) {
    for (int i = 0; i < CALLS; i++) {
      long serial = serials + i;
      if (own.nextInt(8) == 0) {
        Thread.currentThread().interrupt();
      }
      switch (own.nextInt(7)) {
        case 0 -> watch("load", registry.load("x" + own.nextInt(IDS)), 1);
        case 1 -> watch("loadAll", registry.loadAll(Flux.range(0, IDS).map(id -> "x" + id)), 20);
        case 2 -> watch("listIds", registry.listIds(), own.nextInt(1, 100));
        case 3 -> save(registry, spec(serial));
        case 4 -> saveBatch(registry, serial);
        case 5 -> watch("saveAll", registry.saveAll(imported(own, serial), 5), 3);
        default -> watch("count", registry.count(), 1);
      }
      waitSomewhat(own);
    }
    Thread.interrupted();
    return null;
  }

  private void save(LmdbRegistry registry, TemplateSpec spec) {
    watch("save", registry.save(spec).doOnNext(commit -> acknowledge(spec)), 1);
  }

  private void saveBatch(LmdbRegistry registry, long serial) {
    List<TemplateSpec> specs =
        IntStream.range(0, 5)
            .mapToObj(member -> Templates.of("b%d/%d".formatted(serial, member), serial, 100))
            .toList();
    watch(
        "saveBatch",
        registry.saveBatch(specs).doOnNext(commit -> specs.forEach(this::acknowledge)),
        1);
  }

  private static Flux<TemplateSpec> imported(RandomGenerator own, long serial) {
    return Flux.range(0, own.nextInt(1, 100))
        .map(id -> Templates.of("x" + (id % IDS), serial, 200));
  }

  private static TemplateSpec spec(long serial) {
    return Templates.of("s" + serial, serial, 100);
  }

  private void acknowledge(TemplateSpec spec) {
    acknowledged.put(spec.id(), Templates.serial(spec));
  }

  private void requireRefused(LmdbRegistry closed) throws InterruptedException {
    for (Publisher<?> call :
        List.of(closed.load("x0"), closed.listIds(), closed.save(spec(firstSerial)))) {
      Watch watch = new Watch("a call", Long.MAX_VALUE, findings);
      call.subscribe(watch);
      watch.awaitRefusal();
    }
    closed.close();
  }

  private void requireAnswered(LmdbRegistry open) throws InterruptedException {
    Watch watch = new Watch("a count by the second handle", 1, findings);
    open.count().subscribe(watch);
    watch.await();
    findings.expect(!watch.wasRefused(), "closing one handle closed the other");
  }

  private void watch(String name, Publisher<?> call, long demand) {
    Watch watch = new Watch(name, demand, findings);
    watches.add(watch);
    call.subscribe(watch);
  }

  private static void waitSomewhat(RandomGenerator own) {
    long nanos = own.nextInt(3) == 0 ? own.nextInt(LONGEST_NANOS) : 0;
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < nanos) {
      Thread.onSpinWait();
    }
  }

  private RandomGenerator ofItsOwn() {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(random.nextLong());
  }
}
