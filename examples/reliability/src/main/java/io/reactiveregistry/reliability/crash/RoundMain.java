package io.reactiveregistry.reliability.crash;

import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.error.StoreFailedException;
import io.reactiveregistry.error.TemplateNotFoundException;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The child whose disk fails: for each line it makes or opens a store, writes some units while a
 * fault waits for it, and tells what became of each and what is in the store afterwards.
 */
final class RoundMain {

  /** How long anything may take, however ill the disk is. */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  /** Units that may be under way at once. */
  static final int WINDOW = 4;

  private final FaultControl faults;
  private final Round round;

  private RoundMain(FaultControl faults, Round round) {
    this.faults = faults;
    this.round = round;
  }

  public static void main(String[] arguments) throws IOException {
    FaultControl faults =
        FaultControl.at(Path.of(System.getenv(FaultControl.ENVIRONMENT_VARIABLE)));
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      new RoundMain(faults, Round.parse(line)).run();
    }
  }

  private void run() {
    faults.arm(round.fault());
    try {
      if (round.units() > 0) {
        writeInSpite();
      }
      LmdbRegistry registry = open();
      StoreDump.of(registry).forEach(Protocol::state);
      close(registry);
    } catch (RuntimeException e) {
      RoundReply.sayBroken(e);
    }
    RoundReply.sayEnd(faults);
  }

  private void writeInSpite() {
    LmdbRegistry registry = openInSpite();
    try {
      writeAll(registry);
      readAll(registry);
      faults.heal();
      registry = goOn(registry);
    } finally {
      close(registry);
    }
  }

  /** A fault that strikes only once may spoil one opening, but not the next. */
  private LmdbRegistry openInSpite() {
    try {
      return open();
    } catch (RegistryException e) {
      RoundReply.sayUnopened(e);
      if (round.fault().sticky()) {
        faults.heal();
      }
      return open();
    }
  }

  private LmdbRegistry open() {
    return LmdbRegistry.builder(round.store()).mapSize(1 << 20).readerThreads(1).open();
  }

  private void writeAll(LmdbRegistry registry) {
    Flux.range(1, round.units())
        .flatMap(number -> write(registry, number), WINDOW)
        .blockLast(LIMIT.multipliedBy(2));
  }

  private Mono<String> write(LmdbRegistry registry, int number) {
    if (round.lying()) {
      RoundReply.sayOutcome(number, RoundReply.ACKNOWLEDGED);
    }
    return WriteUnit.of(round.seed(), number)
        .write(registry)
        .timeout(LIMIT)
        .map(commit -> RoundReply.ACKNOWLEDGED)
        .onErrorResume(e -> Mono.just(outcome(e)))
        .doOnNext(
            outcome ->
                RoundReply.sayOutcome(number, round.lying() ? RoundReply.ACKNOWLEDGED : outcome));
  }

  private static String outcome(Throwable error) {
    if (error instanceof TemplateNotFoundException) {
      return RoundReply.REFUSED;
    }
    return error instanceof TimeoutException ? "Hang" : error.getClass().getSimpleName();
  }

  /** Reads go on while writes fail, except in a store that has failed as a whole. */
  private static void readAll(LmdbRegistry registry) {
    try {
      List<String> unused = StoreDump.of(registry);
    } catch (StoreFailedException allowed) {
      RoundReply.sayFailed();
    }
  }

  /** Once the disk is well, the next write succeeds; a failed store has to be opened again. */
  private LmdbRegistry goOn(LmdbRegistry registry) {
    int next = round.units() + 1;
    String outcome = write(registry, next).blockOptional(LIMIT).orElseThrow();
    if (!outcome.equals(StoreFailedException.class.getSimpleName())) {
      return registry;
    }
    RoundReply.sayFailed();
    close(registry);
    LmdbRegistry reopened = open();
    String unused = write(reopened, next + 1).blockOptional(LIMIT).orElseThrow();
    return reopened;
  }

  private static void close(LmdbRegistry registry) {
    registry.closeAsync().block(LIMIT);
  }

  /**
   * What a child is to do.
   *
   * @param units how many units to write while the fault waits; with none the store is only read
   * @param lying whether to acknowledge everything before it is written: the lie that must be
   *     noticed
   */
  record Round(Path store, long seed, int units, Fault fault, boolean lying) {

    /** Only tells what is in the store. */
    Round look() {
      return new Round(store, seed, 0, Fault.NONE, false);
    }

    String line() {
      return String.join(
          " ",
          Long.toString(seed),
          Integer.toString(units),
          Integer.toString(fault.at()),
          fault.kind().name(),
          Boolean.toString(fault.sticky()),
          Boolean.toString(lying),
          store.toString());
    }

    static Round parse(String line) {
      List<String> words = Arrays.asList(line.split(" ", 7));
      return new Round(
          Path.of(words.get(6)),
          Long.parseLong(words.get(0)),
          Integer.parseInt(words.get(1)),
          new Fault(
              Integer.parseInt(words.get(2)),
              Fault.Kind.valueOf(words.get(3)),
              Boolean.parseBoolean(words.get(4))),
          Boolean.parseBoolean(words.get(5)));
    }
  }
}
