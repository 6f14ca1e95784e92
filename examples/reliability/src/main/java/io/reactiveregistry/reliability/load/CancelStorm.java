package io.reactiveregistry.reliability.load;

import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.lmdb.LmdbRegistryBuilder;
import io.reactiveregistry.reliability.ChildJvm;
import io.reactiveregistry.reliability.Run;
import io.reactiveregistry.reliability.Scale;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/** R10: a storm of subscribing and cancelling that leaves nothing behind. */
final class CancelStorm extends LoadExperiment {

  private static final Sabotage LEAKS =
      new Sabotage(
          "leaks",
          "handles, memory and a transaction lost, an error dropped",
          "heap grew",
          "reader slots",
          "threads of the registry are left",
          "errors were dropped");

  private static final int THREADS = 4;
  private static final int WARM_UP = 1_000;
  private static final int SHARED = 200;
  private static final int LOST_BYTES = 5_000_000;
  private static final long MAX_HEAP_GROWTH = 3_000_000;
  private static final Duration SETTLING = Duration.ofSeconds(20);

  /** Looks that must find nothing but the one store, until the last opening must be over. */
  private static final int QUIET = 30;

  private final AtomicLong dropped = new AtomicLong();
  private final AtomicReferenceArray<@Nullable StormSubscriber> shared =
      new AtomicReferenceArray<>(SHARED);
  private final ConcurrentLinkedQueue<Object> lost = new ConcurrentLinkedQueue<>();

  @Override
  public String name() {
    return "cancel-storm";
  }

  @Override
  public String promise() {
    return "R10";
  }

  @Override
  public String description() {
    return "all kinds of calls cancelled at random moments: nothing leaks, nothing is half done";
  }

  @Override
  List<Sabotage> controls() {
    return List.of(LEAKS);
  }

  @Override
  Duration limit(Scale scale) {
    return scale.choose(Duration.ofMinutes(2), Duration.ofMinutes(20));
  }

  @Override
  void inChild(Run run, String sabotage, Findings findings) throws Exception {
    boolean leaking = sabotage.equals(LEAKS.mode());
    int calls = leaking ? 10_000 : run.scale().choose(25_000, 1_000_000);
    Hooks.onErrorDropped(
        error -> {
          dropped.incrementAndGet();
          error.printStackTrace(); // tells from where, in the file of the child's errors
        });
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, error) -> findings.violation("%s died of %s".formatted(thread, error)));
    List<LmdbRegistryBuilder> stores =
        List.of(
            LmdbRegistry.builder(run.newDirectory("store")),
            LmdbRegistry.builder(run.newDirectory("another")));
    LmdbRegistry registry = stores.get(0).open();
    storm(run, stores, registry, WARM_UP, false, findings);
    Vitals before = settled(registry, leaking ? Duration.ofSeconds(1) : SETTLING);
    if (leaking) {
      loseSome(run, registry);
    }
    storm(run, stores, registry, calls, leaking, findings);
    Vitals after = settled(registry, leaking ? Duration.ofSeconds(1) : SETTLING);
    checkGroups(registry, findings);
    registry.close();
    awaitThreads(0, Duration.ofSeconds(1)); // the one that closed is about to end
    judge(before, after, findings);
    findings.figures(
        "%d calls of %d threads cancelled, before: %s, after: %s"
            .formatted(calls, THREADS, before.asText(), after.asText()));
  }

  private void loseSome(Run run, LmdbRegistry registry) throws Exception {
    ChildJvm reader =
        RawReader.start(
            registry.storage().blockOptional().orElseThrow().directory(),
            run.newDirectory("reader"));
    lost.add(reader);
    lost.add(new byte[LOST_BYTES]);
    Operators.onErrorDropped(new IllegalStateException("dropped"), Context.empty());
  }

  private void storm(
      Run run,
      List<LmdbRegistryBuilder> stores,
      LmdbRegistry registry,
      int calls,
      boolean leaking,
      Findings findings)
      throws Exception {
    Consumer<LmdbRegistry> closing =
        leaking ? lost::add : opened -> opened.closeAsync().subscribe();
    List<StormClient> clients = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      clients.add(
          new StormClient(
              stores,
              registry,
              shared,
              run.random(calls + i),
              findings,
              closing,
              calls / THREADS,
              i));
    }
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    for (Future<Void> client : threads.invokeAll(clients)) {
      client.get();
    }
    threads.shutdown();
    for (int i = 0; i < SHARED; i++) {
      StormSubscriber left = shared.getAndSet(i, null);
      if (left != null) {
        left.cancel();
      }
    }
  }

  /** Once the other store, which was opened and cancelled all the time, is closed too. */
  private static Vitals settled(LmdbRegistry registry, Duration atMost) throws Exception {
    registry.save(Templates.of("barrier", 1, 0)).block();
    awaitThreads(threadsOfOneStore(), atMost);
    return Vitals.of(registry);
  }

  private void judge(Vitals before, Vitals after, Findings findings) {
    findings.expect(
        after.heap() - before.heap() <= MAX_HEAP_GROWTH,
        "heap grew from %d to %d".formatted(before.heap(), after.heap()));
    findings.expect(
        after.slots() == before.slots(),
        "%d reader slots before, %d after".formatted(before.slots(), after.slots()));
    findings.expect(
        after.descriptors() <= before.descriptors(),
        "%d descriptors before, %d after".formatted(before.descriptors(), after.descriptors()));
    findings.expect(dropped.get() == 0, "%d errors were dropped".formatted(dropped.get()));
    long left = registryThreads();
    findings.expect(left == 0, "%d threads of the registry are left after closing".formatted(left));
  }

  /** Waits until there are no more of them for a while. */
  private static void awaitThreads(int expected, Duration atMost) {
    long begin = System.nanoTime();
    for (int quiet = 0; quiet < QUIET && System.nanoTime() - begin < atMost.toNanos(); quiet++) {
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
      if (registryThreads() > expected) {
        quiet = 0;
      }
    }
  }

  private static long registryThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("reactive-registry-"))
        .count();
  }

  /** Readers, writer, completions and feed of changes. */
  private static int threadsOfOneStore() {
    return Math.max(2, Math.min(16, Runtime.getRuntime().availableProcessors())) + 3;
  }

  private static void checkGroups(LmdbRegistry registry, Findings findings) {
    for (int group = 0; group < StormClient.GROUPS; group++) {
      var serials =
          StormClient.members(group).stream()
              .map(id -> registry.find(id).blockOptional())
              .map(found -> found.map(Templates::serial).orElse(Expected.ABSENT))
              .collect(Collectors.toSet());
      findings.expect(
          serials.size() == 1, "group %d holds parts of writes %s".formatted(group, serials));
    }
  }
}
