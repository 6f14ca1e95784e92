package io.reactiveregistry.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.reactiveregistry.json.JsonTemplates;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Many clients at once of a server with a small heap: first all of them have begun an export and
 * stopped reading, then all follow the changes and read none while there are some. Who reads on
 * then gets all of it. The buffers of the system are small, since they would take the whole of it
 * otherwise, outside of the server and so of what is measured.
 */
final class ConnectedClients {

  private static final int HEAP_MEGABYTES = 256;
  private static final int SEND_BUFFER = 32 * 1024;
  private static final int EXPORTED = 5_000;
  private static final int CHANGES = 2_000;

  /** So many changes become visible at once. */
  private static final int BATCH_SIZE = 10;

  /**
   * A client keeps its place and what fills its buffers, so twice as many changes take nothing
   * more. If each kept a tenth of the second half, it would be twice as much as this.
   */
  private static final int MOST_GROWTH_PER_CLIENT = 10 * 1024;

  /** The newest changes, which all clients share, and what a collection leaves. */
  private static final long MOST_GROWTH_OF_HEAP = 2 << 20;

  /** Netty takes memory from the system in chunks of 4 MB, for each of its threads. */
  private static final long MOST_GROWTH_OUTSIDE = 16 << 20;

  private static final String EXPORT = "/export";
  private static final String CHANGES_PATH = "/changes";
  private static final String TEMPLATE = "{\"id\"";
  private static final String EVENT = "id:";

  /** As many clients read a whole export in the end; for all of them it would take minutes. */
  private static final int READING_ON = 10;

  private final Setting setting;
  private final HttpClient http = HttpClient.newHttpClient();

  ConnectedClients(Setting setting) {
    this.setting = setting;
  }

  /**
   * What became of it.
   *
   * @param failure why it did not succeed, or null when it did
   * @param changes how many changes each client left unread, and then as many again
   * @param taken how much memory that took, or null when it did not succeed
   */
  record Outcome(
      int clients,
      int heapMegabytes,
      int changes,
      @Nullable String failure,
      @Nullable Taken taken) {

    boolean isHeld() {
      return failure == null && (taken == null || taken.growth().isWithin(mostGrowth()));
    }

    /** How much more memory twice as many unread changes may take. */
    ServerMemory mostGrowth() {
      long ofClients = (long) clients * MOST_GROWTH_PER_CLIENT;
      return new ServerMemory(MOST_GROWTH_OF_HEAP + ofClients, MOST_GROWTH_OUTSIDE + ofClients);
    }
  }

  /**
   * The memory of the server.
   *
   * @param idle before there was a client
   * @param exporting while all clients had stopped reading an export
   * @param following while all clients followed the changes and read none of the first half
   * @param followingAll while they had read none of all
   * @param afterwards when all had left
   */
  record Taken(
      ServerMemory idle,
      ServerMemory exporting,
      ServerMemory following,
      ServerMemory followingAll,
      ServerMemory afterwards) {

    /** What the second half of the unread changes took. */
    ServerMemory growth() {
      return followingAll.minus(following);
    }
  }

  void run(Results results) throws Exception {
    Path store = setting.directory().create("clients");
    try (LmdbRegistry registry = LmdbRegistry.builder(store).open()) {
      registry
          .saveBatch(
              IntStream.range(0, EXPORTED)
                  .mapToObj(number -> SampleTemplates.template(number, 0))
                  .toList())
          .block();
    }
    try (ServerProcess server =
        ServerProcess.start(
            store,
            "",
            "-D%s=%d".formatted(BenchmarkServer.SEND_BUFFER, SEND_BUFFER),
            "-Xms" + HEAP_MEGABYTES + "m",
            "-Xmx" + HEAP_MEGABYTES + "m",
            "-XX:+AlwaysPreTouch",
            "-XX:+ExitOnOutOfMemoryError")) {
      results.add(outcome(server));
    }
  }

  private Outcome outcome(ServerProcess server) throws Exception {
    int clients = setting.scale().serving().clients();
    try {
      warmUp(server);
      ServerMemory idle = memory(server);
      ServerMemory exporting = export(server, clients);
      List<ServerMemory> following = follow(server, clients);
      Taken taken = new Taken(idle, exporting, following.get(0), following.get(1), memory(server));
      return new Outcome(clients, HEAP_MEGABYTES, CHANGES, null, taken);
    } catch (IOException e) {
      return new Outcome(clients, HEAP_MEGABYTES, CHANGES, String.valueOf(e.getMessage()), null);
    }
  }

  /** Classes are loaded and code is compiled before memory is compared. */
  private void warmUp(ServerProcess server) throws Exception {
    export(server, 10);
    follow(server, 10);
  }

  private ServerMemory export(ServerProcess server, int count) throws Exception {
    setting.progress().report("%,d clients stop reading an export".formatted(count));
    try (StalledClients clients = StalledClients.connect(server.port(), count, EXPORT)) {
      clients.read(TEMPLATE, 1);
      ServerMemory taken = memory(server);
      clients.read(TEMPLATE, EXPORTED - 1, READING_ON);
      return taken;
    }
  }

  /** The memory when nothing has been read of the first half of the changes, and of all. */
  private List<ServerMemory> follow(ServerProcess server, int count) throws Exception {
    setting.progress().report("%,d clients follow %,d changes".formatted(count, 2 * CHANGES));
    // One that came last and reads: when it has a change, the server has it under way to all.
    try (StalledClients clients = StalledClients.connect(server.port(), count, CHANGES_PATH);
        StalledClients witness = StalledClients.connect(server.port(), 1, CHANGES_PATH)) {
      clients.read(EVENT, 1);
      witness.read(EVENT, 1);
      change(server);
      witness.read(EVENT, CHANGES);
      ServerMemory first = memory(server);
      change(server);
      witness.read(EVENT, CHANGES);
      ServerMemory second = memory(server);
      setting.progress().report("%,d clients read them".formatted(count));
      if (Set.copyOf(clients.read(EVENT, 2 * CHANGES)).size() != 1) {
        throw new IOException("not every client was told the same changes");
      }
      return List.of(first, second);
    }
  }

  private void change(ServerProcess server) throws IOException, InterruptedException {
    String lines =
        IntStream.range(0, CHANGES)
            .mapToObj(number -> JsonTemplates.format(SampleTemplates.template(number, number)))
            .map(json -> new String(json, UTF_8))
            .collect(Collectors.joining("\n"));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url("/import?batchSize=" + BATCH_SIZE)))
            .header("Content-Type", "application/x-ndjson")
            .POST(HttpRequest.BodyPublishers.ofString(lines))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (!answer.body().contains("\"complete\":true")) {
      throw new IOException("the changes were not made: " + answer.body());
    }
  }

  private ServerMemory memory(ServerProcess server) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url(BenchmarkServer.MEMORY))).build();
    return ServerMemory.parse(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }
}
