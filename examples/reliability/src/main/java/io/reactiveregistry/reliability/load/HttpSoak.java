package io.reactiveregistry.reliability.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.lmdb.LmdbRegistryBuilder;
import io.reactiveregistry.reliability.Run;
import io.reactiveregistry.reliability.Scale;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** R22: mixed load over HTTP from clients that break off at any moment, and nothing that grows. */
final class HttpSoak extends LoadExperiment {

  private static final Sabotage LEAKS =
      new Sabotage(
          "leaks",
          "some of everything lost in each round, buffers and connections too",
          "heap grew",
          "threads grew",
          "descriptors grew",
          "resident memory grew",
          "reader slots grew",
          "buffers grew",
          "connections are left");

  private static final int CLIENTS = 8;
  private static final int LOST_BUFFER = 4_000;

  @Override
  public String name() {
    return "http-soak";
  }

  @Override
  public String promise() {
    return "R22";
  }

  @Override
  public String description() {
    return "HTTP clients that break off; heap, threads, slots, descriptors, buffers do not grow";
  }

  @Override
  List<Sabotage> controls() {
    return List.of(LEAKS);
  }

  @Override
  Duration limit(Scale scale) {
    return scale.choose(Duration.ofMinutes(3), Duration.ofMinutes(30));
  }

  @Override
  List<String> options() {
    // All of the heap is resident from the beginning, so that what grows lies outside it. The pool
    // of buffers tells how many of them are taken, which the usual allocator does not.
    return List.of(
        "-Xms128m",
        "-Xmx128m",
        "-XX:+AlwaysPreTouch",
        "-Dio.netty.allocator.type=pooled",
        "-Dio.netty.leakDetection.level=paranoid");
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
          new Plan(24, Duration.ofMillis(500), 8), new Plan(120, Duration.ofSeconds(5), 10));
    }
  }

  @Override
  void inChild(Run run, String sabotage, Findings findings) throws Exception {
    boolean sabotaged = sabotage.equals(LEAKS.mode());
    LeakedBuffers.become(findings);
    Plan plan = Plan.of(run.scale(), sabotaged);
    Path directory = run.newDirectory("store");
    LmdbRegistryBuilder store = LmdbRegistry.builder(directory);
    List<HttpSoakClient> clients = new ArrayList<>();
    try (HttpSoakServer server = new HttpSoakServer(store)) {
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(
            new HttpSoakClient("c" + i, server.port(), run.random(i), plan.round(), findings));
      }
      clients.forEach(client -> client.fill(server.registry()));
      Losses losses = sabotaged ? new Losses(server, directory, run) : null;
      List<HttpVitals> samples = new ArrayList<>();
      ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
      for (int round = 1; round <= plan.rounds(); round++) {
        for (Future<Void> client : threads.invokeAll(clients)) {
          client.get();
        }
        if (losses != null) {
          losses.loseSome();
        }
        if (losses == null || round == 2) { // looking for what is lost takes its time
          int left = server.connectionsLeft();
          findings.expect(left == 0, "%d connections are left in round %d".formatted(left, round));
        }
        // Behind this one nothing that was broken off is under way any more.
        server.registry().save(Templates.of("barrier", 1, 0)).block();
        clients.forEach(HttpSoakClient::settled);
        samples.add(server.vitals());
        if (round % plan.roundsToCheck() == 0) {
          verify(server.registry(), clients, findings);
          run.progress().accept("round %d: %s".formatted(round, samples.get(round - 1).asText()));
        }
      }
      threads.shutdown();
      HttpVitals.requireSteady(samples, findings);
      findings.figures(
          "%d requests of %d clients in %d s, %d broken off, %s at last"
              .formatted(
                  clients.stream().mapToLong(HttpSoakClient::requests).sum(),
                  CLIENTS,
                  plan.round().multipliedBy(plan.rounds()).toSeconds(),
                  clients.stream().mapToLong(HttpSoakClient::brokenOff).sum(),
                  samples.get(samples.size() - 1).asText()));
    }
    try (LmdbRegistry again = store.open()) {
      verify(again, clients, findings);
    }
  }

  private static void verify(
      LmdbRegistry registry, List<HttpSoakClient> clients, Findings findings) {
    clients.forEach(client -> client.verify(registry));
    findings.expect(
        registry.listIds().count().blockOptional().equals(registry.count().blockOptional()),
        "the count is not that of the listing");
  }

  /** What a control loses. */
  private static final class Losses {

    private final HttpSoakServer server;
    private final Leaks leaks;
    private final List<Object> lost = new ArrayList<>();

    Losses(HttpSoakServer server, Path directory, Run run) throws IOException {
      this.server = server;
      this.leaks = new Leaks(directory, run.newDirectory("reader"));
    }

    void loseSome() throws IOException {
      leaks.loseSome();
      ByteBuf buffer = PooledByteBufAllocator.DEFAULT.directBuffer(LOST_BUFFER);
      lost.add(buffer);
      lost.add(new HttpConnection(server.port()));
    }
  }
}
