package io.reactiveregistry.reliability.load;

import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.lmdb.LmdbRegistryBuilder;
import io.reactiveregistry.reliability.Run;
import io.reactiveregistry.reliability.Scale;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** R20: mixed load at a moderate rate, and nothing that grows. */
final class Soak extends LoadExperiment {

  private static final Sabotage LEAKS =
      new Sabotage(
          "leaks",
          "some of everything lost in each round",
          "heap grew",
          "threads grew",
          "descriptors grew",
          "resident memory grew",
          "reader slots grew");

  private static final int CLIENTS = 8;

  @Override
  public String name() {
    return "soak";
  }

  @Override
  public String promise() {
    return "R20";
  }

  @Override
  public String description() {
    return "mixed load for long; heap, threads, reader slots, descriptors, memory, file do not grow";
  }

  @Override
  List<Sabotage> controls() {
    return List.of(LEAKS);
  }

  @Override
  Duration limit(Scale scale) {
    return scale.choose(Duration.ofMinutes(2), Duration.ofMinutes(75));
  }

  @Override
  List<String> options() {
    // All of the heap is resident from the beginning, so that what grows lies outside it.
    return List.of("-Xms96m", "-Xmx96m", "-XX:+AlwaysPreTouch");
  }

  /**
   * How long it goes on.
   *
   * @param rounds how many rounds, each ending with a sample
   * @param round how long one is
   * @param roundsToCheck how many rounds until everything is compared
   */
  private record Plan(int rounds, Duration round, int roundsToCheck) {

    static Plan of(Scale scale, boolean sabotaged) {
      if (sabotaged) {
        return new Plan(24, Duration.ofMillis(250), 24);
      }
      return scale.choose(
          new Plan(30, Duration.ofMillis(500), 10), new Plan(360, Duration.ofSeconds(10), 30));
    }
  }

  @Override
  void inChild(Run run, String sabotage, Findings findings) throws Exception {
    boolean sabotaged = sabotage.equals(LEAKS.mode());
    Plan plan = Plan.of(run.scale(), sabotaged);
    Path directory = run.newDirectory("store");
    LmdbRegistryBuilder store = LmdbRegistry.builder(directory);
    List<SoakClient> clients = new ArrayList<>();
    try (LmdbRegistry registry = store.open()) {
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(
            new SoakClient("c" + i, store, registry, run.random(i), plan.round(), findings));
      }
      clients.forEach(SoakClient::fill);
      Leaks leaks = sabotaged ? new Leaks(directory, run.newDirectory("reader")) : null;
      List<Vitals> samples = new ArrayList<>();
      ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
      for (int round = 1; round <= plan.rounds(); round++) {
        for (Future<Void> client : threads.invokeAll(clients)) {
          client.get();
        }
        if (leaks != null) {
          leaks.loseSome();
        }
        samples.add(Vitals.of(registry));
        if (round % plan.roundsToCheck() == 0) {
          verify(registry, clients, findings);
          run.progress().accept("round %d: %s".formatted(round, samples.get(round - 1).asText()));
        }
      }
      threads.shutdown();
      Vitals.requireSteady(samples, findings);
      findings.figures(
          "%d operations of %d clients in %d s, %s at last"
              .formatted(
                  clients.stream().mapToLong(SoakClient::operations).sum(),
                  CLIENTS,
                  plan.round().multipliedBy(plan.rounds()).toSeconds(),
                  samples.get(samples.size() - 1).asText()));
    }
    try (LmdbRegistry again = store.open()) {
      verify(again, clients, findings);
    }
  }

  private static void verify(LmdbRegistry registry, List<SoakClient> clients, Findings findings) {
    // Behind this one no cancelled write is under way any more.
    registry.save(Templates.of("barrier", 1, 0)).block();
    clients.forEach(client -> client.verify(registry));
    findings.expect(
        registry.listIds().count().blockOptional().equals(registry.count().blockOptional()),
        "the count is not that of the listing");
  }
}
