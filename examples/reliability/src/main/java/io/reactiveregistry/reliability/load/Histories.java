package io.reactiveregistry.reliability.load;

import io.reactiveregistry.lmdb.Durability;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.lmdb.LmdbRegistryBuilder;
import io.reactiveregistry.reliability.Run;
import io.reactiveregistry.reliability.Scale;
import io.reactiveregistry.vault.UnguardedVault;
import io.reactiveregistry.vault.Vault;
import io.reactiveregistry.vault.VaultBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * R13: what concurrent clients are told agrees with one order of all calls, and what reads through
 * a Vault are told of one template with one order of these and of all writes. One half of the
 * clients reads and writes through the Vault, the other half through another handle that knows
 * nothing of it.
 */
final class Histories extends LoadExperiment {

  private static final Sabotage STALE =
      new Sabotage("stale", "one read in 100 from an old cache", "a direct read of");
  private static final Sabotage UNGUARDED =
      new Sabotage("unguarded", "a Vault without its race guard", "a cached read of");

  private static final int CLIENTS_OF_EACH_KIND = 6;

  /** Less than there are keys, so that it evicts all the time. */
  private static final int CACHED_KEYS = 40;

  @Override
  public String name() {
    return "history";
  }

  @Override
  public String promise() {
    return "R13";
  }

  @Override
  public String description() {
    return "concurrent clients: one order of all calls explains what each was told; through a Vault one order for each template";
  }

  @Override
  List<Sabotage> controls() {
    return List.of(STALE, UNGUARDED);
  }

  @Override
  Duration limit(Scale scale) {
    return scale.choose(Duration.ofMinutes(1), Duration.ofMinutes(15));
  }

  @Override
  void inChild(Run run, String sabotage, Findings findings) throws Exception {
    int rounds = sabotage.equals(Sabotage.NONE) ? run.scale().choose(20, 300) : 3;
    // What is on the disk is for other experiments; without waiting for it there are more races.
    LmdbRegistryBuilder store =
        LmdbRegistry.builder(run.newDirectory("store")).durability(Durability.NO_SYNC);
    HistoryCheck check = new HistoryCheck(findings);
    try (LmdbRegistry direct = store.open();
        Vault vault = vault(store.open(), run, sabotage)) {
      History history = new History();
      List<HistoryClient> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS_OF_EACH_KIND; i++) {
        boolean stale = sabotage.equals(STALE.mode());
        clients.add(HistoryClient.direct(direct, history, run.random(2L * i), stale));
        clients.add(HistoryClient.cached(vault, history, run.random(2L * i + 1)));
      }
      for (int round = 0; round < rounds; round++) {
        runAll(clients);
        check.check(history.takeWrites(), history.takeReads());
      }
      findings.figures(
          "%,d reads and writes of %d clients in %d s, %,d of them hits of the Vault"
              .formatted(
                  check.checked(),
                  clients.size(),
                  HistoryClient.ROUND.multipliedBy(rounds).toSeconds(),
                  vault.stats().hits()));
    }
  }

  private static Vault vault(LmdbRegistry registry, Run run, String sabotage) {
    var delayed = DelayedAnswers.over(registry, run.random(2L * CLIENTS_OF_EACH_KIND));
    VaultBuilder vault =
        sabotage.equals(UNGUARDED.mode()) ? UnguardedVault.over(delayed) : Vault.over(delayed);
    return vault.maximumSize(CACHED_KEYS).build();
  }

  private static void runAll(List<HistoryClient> clients) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(clients.size());
    try {
      for (Future<Void> client : threads.invokeAll(clients)) {
        client.get();
      }
    } finally {
      threads.shutdown();
    }
  }
}
