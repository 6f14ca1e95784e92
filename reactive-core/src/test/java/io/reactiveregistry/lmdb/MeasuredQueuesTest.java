package io.reactiveregistry.lmdb;

import static io.reactiveregistry.contract.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.reactiveregistry.Commit;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.metrics.GroupCommit;
import io.reactiveregistry.metrics.RegistryGauges;
import io.reactiveregistry.metrics.RegistryMetrics;
import io.reactiveregistry.metrics.RequestQueue;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What is told and shown while one thread reads, another writes, and both are held. */
@Timeout(60)
class MeasuredQueuesTest {

  private static final int READS = 3;
  private static final int WRITES = 300;

  @TempDir Path directory;

  private final RecordedMetrics metrics = new RecordedMetrics();
  private final CountDownLatch reading = new CountDownLatch(1);
  private final CountDownLatch writing = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private LmdbRegistry registry;
  private RegistryGauges gauges;

  @BeforeEach
  void holdBothThreads() throws InterruptedException {
    registry =
        LmdbRegistry.builder(directory)
            .readerThreads(1)
            .readQueueCapacity(READS)
            .writeQueueCapacity(WRITES)
            .metrics(metrics)
            .open();
    registry.save(Samples.template("a")).block(Samples.TIMEOUT);
    metrics.clear();
    Engine engine = registry.engine();
    new ReadMono<>(engine.lanes(), snapshot -> held(reading)).subscribe();
    new WriteMono(
            engine.writer(),
            () ->
                (transaction, changes) -> {
                  held(writing);
                  return WriteOperation.Counts.NONE;
                })
        .subscribe();
    reading.await();
    writing.await();
    gauges = new StoreGauges(engine, engine.lanes());
  }

  private boolean held(CountDownLatch begun) {
    begun.countDown();
    try {
      release.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return true;
  }

  @AfterEach
  void close() {
    release.countDown();
    registry.close();
  }

  @Test
  void readsThatAreAnsweredTogetherTellOfOneWait() {
    Mono<TemplateSpec> last = subscribed(registry.load("a"));
    for (int i = 1; i < READS; i++) {
      last = subscribed(registry.load("a"));
    }
    assertThat(gauges.waitingReads()).isEqualTo(READS);
    assertThat(gauges.readQueueCapacity()).isEqualTo(READS);
    release.countDown();
    last.block(Samples.TIMEOUT);

    assertThat(metrics.waits(RequestQueue.READ)).hasSize(1);
    assertThat(metrics.told())
        .containsExactly("LOAD succeeded", "LOAD succeeded", "LOAD succeeded");
    assertThat(metrics.waits(RequestQueue.READ).get(0).nanos())
        .isBetween(1L, metrics.ends().get(0).nanos());
    assertThat(gauges.waitingReads()).isZero();
  }

  @Test
  void aReadThatIsRefusedHasFailedAndNotWaited() {
    for (int i = 0; i < READS; i++) {
      subscribed(registry.load("a"));
    }

    StepVerifier.create(registry.load("a")).expectError().verify(Samples.TIMEOUT);

    assertThat(metrics.told()).containsExactly("LOAD OverloadedException");
    assertThat(metrics.waits(RequestQueue.READ)).isEmpty();
  }

  @Test
  void readsThatAreNotTimedAreToldWithoutATimeAndTellOfNoWait() {
    metrics.timeNoReads();
    registry.load("a").subscribe().dispose();
    Mono<Long> next = subscribed(registry.count());
    release.countDown();
    next.block(Samples.TIMEOUT);
    registry.save(Samples.template("b")).block(Samples.TIMEOUT);

    assertThat(metrics.told())
        .containsExactly("LOAD cancelled", "COUNT succeeded", "SAVE succeeded");
    assertThat(metrics.ends().get(0).nanos()).isEqualTo(RegistryMetrics.UNTIMED);
    assertThat(metrics.ends().get(1).nanos()).isEqualTo(RegistryMetrics.UNTIMED);
    assertThat(metrics.ends().get(2).nanos()).isPositive();
    assertThat(metrics.waits(RequestQueue.READ)).isEmpty();
  }

  @Test
  void aReadThatIsCancelledIsToldOnce() {
    Disposable cancelled = registry.load("a").subscribe();
    cancelled.dispose();
    cancelled.dispose();
    Mono<Long> next = subscribed(registry.count());
    release.countDown();
    next.block(Samples.TIMEOUT);

    assertThat(metrics.told()).containsExactly("LOAD cancelled", "COUNT succeeded");
  }

  @Test
  void writesOfOneGroupAreOneCommitAndTellOfEachWait() {
    subscribed(registry.save(Samples.template("b")));
    subscribed(registry.delete("absent"));
    Mono<Commit> last = subscribed(registry.save(Samples.template("c")));
    assertThat(gauges.waitingWrites()).isEqualTo(4); // and the one that is held
    assertThat(gauges.writeQueueCapacity()).isEqualTo(WRITES);
    long bytes = gauges.waitingWriteBytes();
    assertThat(bytes).isBetween(400L, 4_000L);
    release.countDown();
    last.block(Samples.TIMEOUT);

    assertThat(metrics.commits())
        .singleElement()
        .satisfies(
            commit -> {
              assertThat(commit.units()).isEqualTo(3);
              assertThat(commit.bytes()).isEqualTo(bytes);
            });
    assertThat(metrics.waits(RequestQueue.WRITE))
        .hasSize(3)
        .allSatisfy(wait -> assertThat(wait.nanos()).isPositive());
    assertThat(metrics.told())
        .containsExactly("SAVE succeeded", "DELETE TemplateNotFoundException", "SAVE succeeded");
    assertThat(gauges.waitingWriteBytes()).isZero();
  }

  @Test
  void aWriteThatIsCancelledWhileItWaitsIsToldOnceAndHasNotWaited() {
    Disposable cancelled = registry.save(Samples.template("cancelled")).subscribe();
    cancelled.dispose();
    cancelled.dispose();
    Mono<Commit> next = subscribed(registry.save(Samples.template("next")));
    release.countDown();
    next.block(Samples.TIMEOUT);

    assertThat(metrics.told()).containsExactly("SAVE cancelled", "SAVE succeeded");
    assertThat(metrics.waits(RequestQueue.WRITE)).hasSize(1);
    assertThat(metrics.commits()).extracting(GroupCommit::units).containsExactly(1);
  }

  @Test
  void theStorageIsSampledFromWhenSomebodyWantsToKnow() {
    assertThat(gauges.storage()).isNull();
    release.countDown();
    RegistryGauges asked = registry.gauges();

    await().atMost(Samples.TIMEOUT).until(() -> asked.storage() != null);
    assertThat(metrics.told()).isEmpty(); // nobody has called for it
    assertThat(asked.storage())
        .satisfies(
            sample -> {
              assertThat(sample.templates()).isEqualTo(1);
              assertThat(sample.versions()).isEqualTo(1);
              assertThat(sample.loggedChanges()).isEqualTo(1);
              assertThat(sample.revision()).isEqualTo(1);
              assertThat(sample.readers()).isBetween(1, sample.maxReaders());
              assertThat(sample.usedBytes()).isBetween(4_096L, sample.mapBytes());
              assertThat(sample.fileBytes()).isPositive();
              assertThat(sample.maxMapBytes()).isGreaterThanOrEqualTo(sample.mapBytes());
            });
  }

  @CanIgnoreReturnValue
  private static <T> Mono<T> subscribed(Mono<T> call) {
    Mono<T> cached = call.cache();
    cached.subscribe(value -> {}, error -> {});
    return cached;
  }
}
