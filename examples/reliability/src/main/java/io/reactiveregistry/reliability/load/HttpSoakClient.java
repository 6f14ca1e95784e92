package io.reactiveregistry.reliability.load;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.json.JsonTemplates;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * One client of the HTTP soak: asks for one thing after another, compares what it reads with what
 * was acknowledged, breaks off what it has begun, sends what is no request, and stops reading.
 */
final class HttpSoakClient implements Callable<Void> {

  private static final int IDS = 500;
  private static final int MEMBERS = 5;
  private static final int HELD = 4;
  private static final int MAX_LENGTH = 2_000;
  private static final long MEAN_PAUSE = Duration.ofMillis(4).toNanos();
  private static final String JSON = "Content-Type: application/json\r\n";
  private static final String NDJSON =
      "Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n";

  /** Too much at once is the server's to refuse, and then nothing was done. */
  private static final Set<Integer> REFUSED_FOR_NOW = Set.of(429, 503);

  private final String name;
  private final int port;
  private final RandomGenerator random;
  private final Duration round;
  private final Findings findings;
  private final Expected expected;

  /** What was sent and not waited for, and may yet overtake what is sent now. */
  private final Set<String> underWay = new HashSet<>();

  private final List<HttpConnection> held = new ArrayList<>();
  private @Nullable HttpConnection kept;
  private long serial;
  private long requests;
  private long brokenOff;

  HttpSoakClient(String name, int port, RandomGenerator random, Duration round, Findings findings) {
    this.name = name;
    this.port = port;
    this.random = random;
    this.round = round;
    this.findings = findings;
    this.expected = new Expected(findings);
  }

  /**
   * Saves every version of every id, so that the store has its greatest size from the beginning.
   */
  void fill(LmdbRegistry registry) {
    for (int i = 0; i < IDS * Templates.VERSIONS; i += Templates.VERSIONS) {
      String id = id(i / Templates.VERSIONS);
      List<TemplateSpec> versions =
          IntStream.range(0, Templates.VERSIONS).mapToObj(version -> next(id)).toList();
      registry.saveAll(Flux.fromIterable(versions), 1).blockLast();
      expected.acknowledged(id, serial);
    }
  }

  long requests() {
    return requests;
  }

  /** How many of the requests it did not wait for. */
  long brokenOff() {
    return brokenOff;
  }

  /** One round, after which it is not connected any more. */
  @Override
  public Void call() throws IOException {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < round.toNanos()) {
      try {
        step();
      } catch (SocketTimeoutException e) {
        findings.violation("%s was not answered".formatted(name));
        forget();
      } catch (IOException | RuntimeException e) {
        findings.violation("%s got %s".formatted(name, e));
        forget();
      }
      requests++;
      LockSupport.parkNanos(random.nextLong(2 * MEAN_PAUSE));
    }
    leave();
    return null;
  }

  /** Nothing that was sent is under way any more. */
  void settled() {
    underWay.clear();
  }

  /** Checks all that was ever written here. */
  void verify(LmdbRegistry from) {
    List.copyOf(expected.ids()).forEach(id -> expected.check(id, from.find(id).block()));
  }

  private void step() throws IOException {
    int chance = random.nextInt(100);
    if (chance < 25) {
      get();
    } else if (chance < 40) {
      put();
    } else if (chance < 45) {
      delete();
    } else if (chance < 52) {
      importSome();
    } else if (chance < 58) {
      list();
    } else if (chance < 60) {
      look();
    } else if (chance < 66) {
      breakOff(this::putInPart);
    } else if (chance < 70) {
      breakOff(this::putUnheard);
    } else if (chance < 76) {
      breakOff(this::importInPart);
    } else if (chance < 84) {
      breakOff(this::exportInPart);
    } else if (chance < 88) {
      breakOff(this::askUnheard);
    } else if (chance < 92) {
      breakOff(this::talkNonsense);
    } else {
      hold();
    }
    for (HttpConnection each : held) {
      if (random.nextInt(8) == 0) {
        each.readAvailable();
      }
    }
  }

  private void get() throws IOException {
    String id = anyId();
    HttpAnswer answer = ask("GET", "/templates/" + encoded(id), "", null);
    if (answer.status() == 404) {
      expected.check(id, null);
    } else if (allow(answer, 200)) {
      expected.check(id, JsonTemplates.parse(answer.body()));
      String known = "If-None-Match: %s\r\n".formatted(answer.headers().get("etag"));
      allow(ask("GET", "/templates/" + encoded(id), known, null), 304); // nobody else writes it
    }
  }

  private void put() throws IOException {
    TemplateSpec spec = next(anyId());
    byte[] body = JsonTemplates.format(spec);
    HttpAnswer answer = ask("PUT", "/templates/" + encoded(spec.id()), JSON, body);
    if (allow(answer, 200, 201)) {
      expected.acknowledged(spec.id(), Templates.serial(spec));
    }
  }

  private void delete() throws IOException {
    String id = anyId();
    HttpAnswer answer = ask("DELETE", "/templates/" + encoded(id), "", null);
    if (answer.status() == 404) {
      findings.expect(expected.mayBeAbsent(id), id + " is not there to be deleted");
    }
    if (allow(answer, 204, 404)) {
      expected.acknowledged(id, Expected.ABSENT);
    }
  }

  private void importSome() throws IOException {
    List<TemplateSpec> specs = someNew();
    try (HttpConnection connection = new HttpConnection(port)) {
      connection.head("POST", "/import?batchSize=2", NDJSON);
      for (TemplateSpec spec : specs) {
        connection.chunk(line(spec));
      }
      connection.lastChunk();
      HttpAnswer answer = connection.answer();
      if (allow(answer, 200)) {
        String text = answer.body();
        findings.expect(text.contains("\"complete\":true"), "an import ended in " + text);
        specs.forEach(spec -> expected.acknowledged(spec.id(), Templates.serial(spec)));
      }
    }
  }

  private void list() throws IOException {
    String query = "?prefix=%s&limit=%d".formatted(encoded(name + "/"), random.nextInt(1, 60));
    allow(ask("GET", "/templates" + query, "", null), 200);
  }

  private void look() throws IOException {
    allow(ask("GET", "/stats", "", null), 200);
    allow(ask("GET", "/templates/" + encoded(anyId()) + "/versions", "", null), 200, 404);
  }

  /** A body that ends before its end saves nothing. */
  private void putInPart(HttpConnection connection) throws IOException {
    TemplateSpec spec = next(anyId());
    byte[] body = JsonTemplates.format(spec);
    connection.head("PUT", "/templates/" + encoded(spec.id()), JSON + lengthOf(body));
    connection.send(body, random.nextInt(body.length));
  }

  /** A request that was sent whole may be done, or not. */
  private void putUnheard(HttpConnection connection) throws IOException {
    TemplateSpec spec = next(anyId());
    byte[] body = JsonTemplates.format(spec);
    sent(spec);
    connection.head("PUT", "/templates/" + encoded(spec.id()), JSON + lengthOf(body));
    connection.send(body, body.length);
  }

  private void importInPart(HttpConnection connection) throws IOException {
    List<TemplateSpec> specs = someNew();
    connection.head("POST", "/import?batchSize=1", NDJSON);
    for (TemplateSpec spec : specs.subList(0, random.nextInt(specs.size()))) {
      sent(spec);
      connection.chunk(line(spec));
    }
  }

  private void exportInPart(HttpConnection connection) throws IOException {
    connection.head("GET", "/export", "Connection: close\r\n");
    connection.readSome(random.nextInt(50_000));
  }

  private void askUnheard(HttpConnection connection) throws IOException {
    for (int i = random.nextInt(4); i >= 0; i--) {
      connection.head("GET", "/templates/" + encoded(anyId()), "");
    }
  }

  private void talkNonsense(HttpConnection connection) throws IOException {
    connection.send(
        switch (random.nextInt(5)) {
          case 0 -> "GET";
          case 1 -> "GET /templates/%ff%fe HTTP/1.1\r\nHost: localhost\r\n\r\n";
          case 2 -> "GET /templates/a HTTP/9.9\r\nNo colon\r\n\r\n";
          case 3 -> "POST /import HTTP/1.1\r\nHost: localhost\r\n" + NDJSON + "\r\nzz\r\n";
          default -> "\u0000\u0001".repeat(random.nextInt(1, 10_000));
        });
    LockSupport.parkNanos(random.nextLong(1_000_000));
    connection.readAvailable();
  }

  /** Follows the changes, or begins an export, and reads little of it or nothing. */
  private void hold() throws IOException {
    if (held.size() == HELD) {
      breakOff(held.remove(0));
      return;
    }
    HttpConnection connection = new HttpConnection(port);
    held.add(connection);
    connection.head("GET", random.nextBoolean() ? "/changes" : "/export", "");
  }

  /** Begins something on a connection of its own and does not wait for its end. */
  private void breakOff(Conversation conversation) throws IOException {
    HttpConnection connection = new HttpConnection(port);
    try {
      conversation.holdOn(connection);
      LockSupport.parkNanos(random.nextLong(2_000_000));
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      // The server has closed it, as it may at nonsense.
    } finally {
      breakOff(connection);
    }
  }

  private void breakOff(HttpConnection connection) throws IOException {
    brokenOff++;
    if (random.nextBoolean()) {
      connection.reset();
    } else {
      connection.close();
    }
  }

  /** Asks on the connection that is kept, and waits for the answer. */
  private HttpAnswer ask(String method, String target, String headers, byte @Nullable [] body)
      throws IOException {
    HttpConnection connection = kept == null ? new HttpConnection(port) : kept;
    kept = connection;
    connection.head(method, target, body == null ? headers : headers + lengthOf(body));
    if (body != null) {
      connection.send(body, body.length);
    }
    HttpAnswer answer = connection.answer();
    if (!answer.keepsConnection() || random.nextInt(50) == 0) {
      forget();
    }
    return answer;
  }

  /**
   * Whether it is one of these; that it is another one is a violation, unless it comes too soon.
   */
  private boolean allow(HttpAnswer answer, Integer... statuses) {
    boolean allowed = Set.of(statuses).contains(answer.status());
    findings.expect(
        allowed || REFUSED_FOR_NOW.contains(answer.status()),
        "%s was answered with %d %s".formatted(name, answer.status(), answer.body()));
    return allowed;
  }

  private void leave() throws IOException {
    forget();
    for (HttpConnection each : held) {
      breakOff(each);
    }
    held.clear();
  }

  private void forget() throws IOException {
    if (kept != null) {
      kept.close();
      kept = null;
    }
  }

  private TemplateSpec next(String id) {
    return Templates.of(id, ++serial, random.nextInt(MAX_LENGTH));
  }

  private List<TemplateSpec> someNew() {
    return IntStream.range(0, MEMBERS).mapToObj(i -> anyId()).distinct().map(this::next).toList();
  }

  private void sent(TemplateSpec spec) {
    expected.unknown(spec.id(), Templates.serial(spec));
    underWay.add(spec.id());
  }

  private String anyId() {
    String id;
    do {
      id = id(random.nextInt(IDS));
    } while (underWay.contains(id));
    return id;
  }

  private String id(int number) {
    return "%s/%03d".formatted(name, number);
  }

  private static String encoded(String id) {
    return id.replace("/", "%2F");
  }

  private static String lengthOf(byte[] body) {
    return "Content-Length: %d\r\n".formatted(body.length);
  }

  private static byte[] line(TemplateSpec spec) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    line.writeBytes(JsonTemplates.format(spec));
    line.write('\n');
    return line.toByteArray();
  }

  /** What is done on a connection before it is broken off. */
  private interface Conversation {
    void holdOn(HttpConnection connection) throws IOException;
  }
}
