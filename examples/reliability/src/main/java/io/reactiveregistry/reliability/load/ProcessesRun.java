package io.reactiveregistry.reliability.load;

import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.lmdb.StorageInfo;
import io.reactiveregistry.reliability.ChildJvm;
import io.reactiveregistry.reliability.Run;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** One run of {@link Processes}: the processes on one store, and what is done to them. */
final class ProcessesRun implements AutoCloseable {

  static final Duration OBSERVED = Duration.ofMillis(1_500);
  static final long MAX_GROWTH = 1_000_000;

  private static final int IDS = 50;
  private static final int LENGTH = 4_000;
  private static final Duration START = Duration.ofSeconds(20);
  private static final Duration NEXT = Duration.ofSeconds(1);

  private final Run run;
  private final Findings findings;
  private final RandomGenerator random;
  private final Path store;
  private final List<Peer> living = new ArrayList<>();
  private final List<Peer> killed = new ArrayList<>();
  private final List<Peer> stopped = new ArrayList<>();
  private boolean python;
  private long mapSize;

  ProcessesRun(Run run, Findings findings) throws IOException {
    this.run = run;
    this.findings = findings;
    this.random = run.random(0);
    this.store = run.newDirectory("store");
  }

  Path store() {
    return store;
  }

  boolean hasPython() {
    return python;
  }

  long mapSize() {
    return mapSize;
  }

  int count() {
    return killed.size() + stopped.size();
  }

  long acknowledged() {
    return killed.stream().mapToLong(Peer::acknowledged).sum()
        + stopped.stream().mapToLong(Peer::acknowledged).sum();
  }

  /** Two that write and one that reads, and one in Python that does both. */
  void start() throws IOException, InterruptedException {
    startJava("a", false);
    startJava("b", false);
    startJava("r", true);
    String interpreter = System.getenv().getOrDefault("REGISTRY_PYTHON", "/usr/bin/python3");
    if (knowsLmdb(interpreter)) {
      python = true;
      Path script = run.newDirectory("script").resolve("peer.py");
      try (InputStream source =
          Objects.requireNonNull(ProcessesRun.class.getResourceAsStream("peer.py"))) {
        Files.copy(source, script);
      }
      add(
          Peer.of(
              "p",
              script.resolveSibling("errors.txt"),
              List.of(
                  interpreter,
                  script.toString(),
                  store.toString(),
                  "p",
                  "" + IDS,
                  "" + LENGTH,
                  "false")));
    }
  }

  private static boolean knowsLmdb(String interpreter) throws InterruptedException {
    try {
      return new ProcessBuilder(interpreter, "-c", "import lmdb, msgpack")
              .redirectErrorStream(true)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private void startJava(String name, boolean readOnly) throws IOException {
    add(Peer.java(run.newDirectory("scratch"), name, store, name, IDS, LENGTH, false, readOnly));
  }

  private void add(Peer peer) {
    living.add(peer);
    findings.expect(peer.goesOn(START), peer.name() + " does not start");
  }

  /** Kills one of those in Java and replaces it, so many times; the others must not notice. */
  void killSome(int kills) throws IOException {
    for (int i = 1; i <= kills; i++) {
      LockSupport.parkNanos(random.nextLong(300_000_000));
      Peer victim = living.get(random.nextInt(3));
      living.remove(victim);
      victim.close();
      killed.add(victim);
      for (Peer peer : living) {
        findings.expect(
            peer.goesOn(NEXT),
            "%s stood still for %d s after %s was killed"
                .formatted(peer.name(), NEXT.toSeconds(), victim.name()));
      }
      boolean readOnly = victim.name().startsWith("r");
      startJava((readOnly ? "r" : "w") + i, readOnly);
      living.add(0, living.remove(living.size() - 1)); // Python's stays the last one
    }
  }

  /**
   * Lets a reader hold a transaction, kills it, and looks whether the file stops growing.
   *
   * @return by how many bytes it grew before
   */
  long growthUnderStaleReader() throws IOException {
    long growth;
    try (ChildJvm reader = RawReader.start(store, run.newDirectory("reader"))) {
      findings.expect(reader.isAlive(), "the raw reader has ended");
      growth = growth();
    }
    LockSupport.parkNanos(OBSERVED.toNanos()); // stale readers are looked for now and then
    long afterwards = growth();
    findings.expect(
        afterwards <= MAX_GROWTH,
        "the file grew by %d bytes after a reader was killed".formatted(afterwards));
    return growth;
  }

  private long growth() throws IOException {
    long before = Files.size(store.resolve("data.mdb"));
    LockSupport.parkNanos(OBSERVED.toNanos());
    return Files.size(store.resolve("data.mdb")) - before;
  }

  /** Ends them all and looks for what they had acknowledged. */
  void stop() {
    for (Peer peer : List.copyOf(living)) {
      living.remove(peer);
      peer.stop();
      stopped.add(peer);
    }
    try (LmdbRegistry registry = LmdbRegistry.builder(store).mapSize(1 << 20).open()) {
      killed.forEach(peer -> verify(registry, peer, 1));
      stopped.forEach(peer -> verify(registry, peer, 0));
      StorageInfo storage = registry.storage().blockOptional().orElseThrow();
      mapSize = storage.mapSize();
      findings.expect(
          storage.templates() == registry.listIds().count().blockOptional().orElseThrow(),
          "the count is not that of the listing");
    }
  }

  /**
   * Compares what it has written with what it has told.
   *
   * @param untold how many writes may have been committed and not been told any more
   */
  private void verify(LmdbRegistry registry, Peer peer, int untold) {
    peer.violations().forEach(findings::violation);
    if (peer.name().startsWith("r")) {
      return;
    }
    for (int id = 0; id < IDS; id++) {
      String name = "%s/%d".formatted(peer.name(), id);
      long found = registry.find(name).map(Templates::serial).blockOptional().orElse(0L);
      findings.expect(
          found == lastOf(id, peer.acknowledged())
              || found == lastOf(id, peer.acknowledged() + untold),
          "%s holds write %d of %d acknowledged".formatted(name, found, peer.acknowledged()));
    }
  }

  /** The last write of an id among so many. */
  private static long lastOf(int id, long writes) {
    long last = writes - Math.floorMod(writes - id, (long) IDS);
    return Math.max(0, last);
  }

  @Override
  public void close() {
    living.forEach(Peer::close);
  }
}
