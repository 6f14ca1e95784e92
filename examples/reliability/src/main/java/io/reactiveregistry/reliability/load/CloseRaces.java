package io.reactiveregistry.reliability.load;

import io.reactiveregistry.lmdb.Durability;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.lmdb.LmdbRegistryBuilder;
import io.reactiveregistry.reliability.Run;
import io.reactiveregistry.reliability.Scale;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** R12: closing in the middle of everything, and interrupts. */
final class CloseRaces extends LoadExperiment {

  private static final Sabotage RAW =
      new Sabotage("raw", "LMDB's own close under a reader", "ended by signal");

  private static final int SERIALS_OF_A_RACE = 100;
  private static final int RACES_OF_A_STORE = 100;

  @Override
  public String name() {
    return "close-races";
  }

  @Override
  public String promise() {
    return "R12";
  }

  @Override
  public String description() {
    return "closed amid calls, twice, interrupted: each call ends, acknowledged writes stay, no crash";
  }

  @Override
  List<Sabotage> controls() {
    return List.of(RAW);
  }

  @Override
  Duration limit(Scale scale) {
    return scale.choose(Duration.ofMinutes(2), Duration.ofMinutes(60));
  }

  @Override
  void inChild(Run run, String sabotage, Findings findings) throws Exception {
    if (sabotage.equals(RAW.mode())) {
      RawCloseRace.run(run.newDirectory("raw"));
      return;
    }
    int races = run.scale().choose(1_000, 50_000);
    ExecutorService threads = Executors.newCachedThreadPool();
    long writes = 0;
    long refused = 0;
    for (int race = 0; race < races; race += RACES_OF_A_STORE) {
      // Of the disk nothing is asked here.
      LmdbRegistryBuilder store =
          LmdbRegistry.builder(run.newDirectory("store")).durability(Durability.NO_SYNC);
      Map<String, Long> acknowledged = new ConcurrentHashMap<>();
      for (int i = 0; i < RACES_OF_A_STORE; i++) {
        long firstSerial = 1 + (long) i * SERIALS_OF_A_RACE;
        refused +=
            new CloseRace(store, threads, run.random(race + i), acknowledged, findings, firstSerial)
                .run();
      }
      verify(store, acknowledged, findings);
      writes += acknowledged.size();
    }
    threads.shutdown();
    findings.expect(refused > 0, "no call was late, so there was no race");
    findings.figures(
        "%d races, %d calls came too late, %d templates acknowledged"
            .formatted(races, refused, writes));
  }

  private static void verify(
      LmdbRegistryBuilder store, Map<String, Long> acknowledged, Findings findings) {
    try (LmdbRegistry registry = store.open()) {
      acknowledged.forEach(
          (id, serial) -> {
            @Nullable Long found = registry.find(id).map(Templates::serial).block();
            findings.expect(
                serial.equals(found),
                "%s holds write %s, acknowledged %d".formatted(id, found, serial));
          });
    }
  }
}
