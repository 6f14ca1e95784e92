package io.reactiveregistry.reliability.load;

import io.reactiveregistry.lmdb.Durability;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.lmdb.LmdbRegistryBuilder;
import io.reactiveregistry.lmdb.StorageInfo;
import io.reactiveregistry.reliability.ChildJvm;
import io.reactiveregistry.reliability.Run;
import io.reactiveregistry.reliability.Scale;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;

/**
 * R11: listings that take an id now and then, and the pages that writes would like to use again.
 */
final class SlowSubscribers extends LoadExperiment {

  private static final Sabotage PINNED =
      new Sabotage("pinned", "a read transaction held open", "the file is");

  private static final int ENTRIES = 100_000;
  private static final int LENGTH = 100;
  private static final int AT_ONCE = 16;
  private static final int READER_THREADS = 2;
  private static final double TOLERATED = 1.1;
  private static final long TICK = Duration.ofMillis(2).toNanos();

  @Override
  public String name() {
    return "slow-subscriber";
  }

  @Override
  public String promise() {
    return "R11";
  }

  @Override
  public String description() {
    return "slow listings beside writes: never more than requested, and the file does not grow";
  }

  @Override
  List<Sabotage> controls() {
    return List.of(PINNED);
  }

  @Override
  Duration limit(Scale scale) {
    return scale.choose(Duration.ofMinutes(3), Duration.ofMinutes(30));
  }

  @Override
  void inChild(Run run, String sabotage, Findings findings) throws Exception {
    boolean pinned = sabotage.equals(PINNED.mode());
    int writes = pinned ? 30_000 : run.scale().choose(100_000, 2_000_000);
    int subscribers = pinned ? 0 : run.scale().choose(50, 3_000);
    long alone = fileSizeAfter(run, writes, 0, false, findings);
    long together = fileSizeAfter(run, writes, subscribers, pinned, findings);
    findings.figures(
        "%d slow listings of %d ids, %d writes: file %.1f MB, without listings %.1f MB"
            .formatted(subscribers, ENTRIES, writes, together / 1e6, alone / 1e6));
    findings.expect(
        together <= TOLERATED * alone,
        "the file is %.1f MB, %.1f MB without readers".formatted(together / 1e6, alone / 1e6));
  }

  private static long fileSizeAfter(
      Run run, int writes, int subscribers, boolean pinned, Findings findings) throws Exception {
    Path directory = run.newDirectory("store");
    try (LmdbRegistry registry = store(directory).open()) {
      registry
          .saveAll(Flux.range(0, ENTRIES).map(i -> Templates.of(id(i), 1, LENGTH)), 1_000)
          .blockLast();
      List<SlowSubscriber> slow = Stream.generate(SlowSubscriber::new).limit(subscribers).toList();
      slow.forEach(subscriber -> registry.listIds().subscribe(subscriber));
      ChildJvm reader = pinned ? RawReader.start(directory, run.newDirectory("reader")) : null;
      write(registry, run.random(1), writes, slow, run.random(2));
      if (reader != null) {
        reader.close();
      }
      finish(slow, findings);
      StorageInfo after = registry.storage().blockOptional().orElseThrow();
      findings.expect(
          pinned || after.readers() <= READER_THREADS,
          "%d reader slots for %d threads".formatted(after.readers(), READER_THREADS));
      return after.fileSize();
    }
  }

  /** What is synced makes no difference to the pages that are used. */
  private static LmdbRegistryBuilder store(Path directory) {
    return LmdbRegistry.builder(directory)
        .durability(Durability.NO_SYNC)
        .readerThreads(READER_THREADS);
  }

  /** Writes while some other slow subscriber asks for one more each moment. */
  private static void write(
      LmdbRegistry registry,
      RandomGenerator random,
      int writes,
      List<SlowSubscriber> slow,
      RandomGenerator asking)
      throws InterruptedException {
    Thread writer =
        new Thread(
            () ->
                Flux.range(2, writes)
                    .map(serial -> Templates.of(id(random.nextInt(ENTRIES)), serial, LENGTH))
                    .flatMap(registry::save, AT_ONCE)
                    .blockLast(),
            "writer");
    writer.start();
    while (writer.isAlive() && !slow.isEmpty()) {
      slow.get(asking.nextInt(slow.size())).ask();
      LockSupport.parkNanos(TICK);
    }
    writer.join();
  }

  private static void finish(List<SlowSubscriber> slow, Findings findings) {
    for (SlowSubscriber subscriber : slow) {
      subscriber.awaitAnswers(findings);
      subscriber.check(findings);
      subscriber.cancel();
    }
  }

  private static String id(int number) {
    return "t%06d".formatted(number);
  }
}
