package io.reactiveregistry.reliability.load;

import io.reactiveregistry.Commit;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.TemplateNotFoundException;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.lmdb.LmdbRegistryBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One client of the soak: does one thing after another on templates of its own, compares what it
 * reads with what was acknowledged, and rests in between.
 */
final class SoakClient implements Callable<Void> {

  private static final int IDS = 250;
  private static final int MEMBERS = 5;
  private static final int SLOW_SUBSCRIBERS = 4;
  private static final int MAX_LENGTH = 2_000;
  private static final long MEAN_PAUSE = Duration.ofMillis(10).toNanos();
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final String name;
  private final LmdbRegistryBuilder store;
  private final LmdbRegistry registry;
  private final RandomGenerator random;
  private final Duration round;
  private final Findings findings;
  private final Expected expected;
  private final List<SlowSubscriber> slow = new ArrayList<>();
  private long serial;
  private long operations;

  SoakClient(
      String name,
      LmdbRegistryBuilder store,
      LmdbRegistry registry,
      RandomGenerator random,
      Duration round,
      Findings findings) {
    this.name = name;
    this.store = store;
    this.registry = registry;
    this.random = random;
    this.round = round;
    this.findings = findings;
    this.expected = new Expected(findings);
  }

  long operations() {
    return operations;
  }

  /** Saves every version of every id, so that the file has its greatest size from the beginning. */
  void fill() {
    List<TemplateSpec> all =
        IntStream.range(0, IDS * Templates.VERSIONS)
            .mapToObj(i -> next(id(i / Templates.VERSIONS)))
            .toList();
    acknowledge(all, registry.saveAll(Flux.fromIterable(all), 10 * MEMBERS).blockLast(ANSWER));
  }

  /** One round. */
  @Override
  public Void call() {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < round.toNanos()) {
      try {
        step();
      } catch (RuntimeException e) {
        findings.violation("%s got %s".formatted(name, e));
      }
      operations++;
      LockSupport.parkNanos(random.nextLong(2 * MEAN_PAUSE));
    }
    return null;
  }

  private void step() {
    int chance = random.nextInt(100);
    if (chance < 35) {
      check(registry, anyId());
    } else if (chance < 42) {
      loadMany();
    } else if (chance < 50) {
      list();
    } else if (chance < 70) {
      save();
    } else if (chance < 77) {
      saveBatch();
    } else if (chance < 81) {
      saveAll();
    } else if (chance < 86) {
      delete();
    } else if (chance < 93) {
      cancel();
    } else if (chance < 97) {
      listSlowly();
    } else if (chance < 98) {
      openAgain();
    } else {
      lookAround();
    }
  }

  private void check(LmdbRegistry from, String id) {
    expected.check(id, from.find(id).block(ANSWER));
  }

  /** Checks all that was ever written here. */
  void verify(LmdbRegistry from) {
    List.copyOf(expected.ids()).forEach(id -> check(from, id));
  }

  private void loadMany() {
    List<String> ids = someIds().stream().filter(id -> !expected.mayBeAbsent(id)).toList();
    registry
        .loadAll(Flux.fromIterable(ids))
        .collectList()
        .blockOptional(ANSWER)
        .orElseThrow()
        .forEach(found -> expected.check(found.id(), found));
  }

  private void list() {
    List<String> ids =
        registry.listIds().take(random.nextInt(1, 400)).collectList().blockOptional().orElseThrow();
    findings.expect(
        ids.equals(ids.stream().distinct().sorted().toList()), "a listing is not in order");
  }

  private void save() {
    TemplateSpec spec = next(anyId());
    acknowledge(List.of(spec), registry.save(spec).block(ANSWER));
  }

  private void saveBatch() {
    List<TemplateSpec> specs = someIds().stream().map(this::next).toList();
    acknowledge(specs, registry.saveBatch(specs).block(ANSWER));
  }

  private void saveAll() {
    List<TemplateSpec> specs = someIds().stream().map(this::next).toList();
    acknowledge(specs, registry.saveAll(Flux.fromIterable(specs), 2).blockLast(ANSWER));
  }

  private void acknowledge(List<TemplateSpec> specs, @Nullable Commit commit) {
    findings.expect(commit != null, "a save ended without a commit");
    specs.forEach(spec -> expected.acknowledged(spec.id(), Templates.serial(spec)));
  }

  private void delete() {
    String id = anyId();
    try {
      registry.delete(id).block(ANSWER);
      findings.expect(!expected.mustBeAbsent(id), id + " was deleted and was not there");
    } catch (TemplateNotFoundException e) {
      findings.expect(expected.mayBeAbsent(id), id + " is not there to be deleted");
    }
    expected.acknowledged(id, Expected.ABSENT);
  }

  private void cancel() {
    TemplateSpec spec = next(anyId());
    boolean write = random.nextBoolean();
    Mono<?> call = write ? registry.save(spec) : registry.find(spec.id());
    if (write) {
      expected.unknown(spec.id(), Templates.serial(spec));
    }
    Disposable subscription = call.subscribe();
    LockSupport.parkNanos(random.nextLong(1_000_000));
    subscription.dispose();
  }

  private void listSlowly() {
    if (slow.size() == SLOW_SUBSCRIBERS) {
      SlowSubscriber oldest = slow.get(0);
      oldest.check(findings);
      if (random.nextInt(10) == 0) {
        slow.remove(0).cancel();
      }
    } else {
      SlowSubscriber another = new SlowSubscriber();
      registry.listIds().subscribe(another);
      slow.add(another);
    }
    slow.forEach(SlowSubscriber::ask);
  }

  private void openAgain() {
    LmdbRegistry second = store.openAsync().blockOptional(ANSWER).orElseThrow();
    try {
      check(second, anyId());
    } finally {
      second.close();
    }
  }

  private void lookAround() {
    String id = anyId();
    Mono.zip(registry.count(), registry.metadata(), registry.exists(id), registry.storage())
        .block(ANSWER);
    registry.listVersions(id).collectList().block(ANSWER);
  }

  private TemplateSpec next(String id) {
    return Templates.of(id, ++serial, random.nextInt(MAX_LENGTH));
  }

  private String anyId() {
    return id(random.nextInt(IDS));
  }

  private String id(int number) {
    return "%s/%03d".formatted(name, number);
  }

  /** Different ones in no order. */
  private List<String> someIds() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < MEMBERS; i++) {
      ids.add(anyId());
    }
    Collections.shuffle(ids, new Random(random.nextLong()));
    return ids.stream().distinct().toList();
  }
}
