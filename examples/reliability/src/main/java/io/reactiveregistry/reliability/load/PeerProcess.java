package io.reactiveregistry.reliability.load;

import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.lmdb.LmdbRegistryBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * One of several processes on a store: writes templates of its own, reads those of the others, and
 * tells what {@code peer.py} tells. A read-only one says {@code ack} for each time it has read all.
 */
final class PeerProcess {

  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final long PAUSE = Duration.ofMillis(1).toNanos();

  private PeerProcess() {}

  public static void main(String[] arguments) throws IOException {
    String name = arguments[1];
    boolean readOnly = Boolean.parseBoolean(arguments[5]);
    LmdbRegistryBuilder store =
        LmdbRegistry.builder(Path.of(arguments[0]))
            .mapSize(1 << 20)
            .writeMap(Boolean.parseBoolean(arguments[4]))
            .readOnly(readOnly);
    Findings findings = new Findings(System.out::println);
    try (LmdbRegistry registry = store.open()) {
      int ids = Integer.parseInt(arguments[2]);
      int length = Integer.parseInt(arguments[3]);
      for (long serial = 1; System.in.available() == 0; serial++) {
        if (readOnly) {
          readAll(registry, findings);
        } else {
          String id = "%s/%d".formatted(name, serial % ids);
          registry.save(Templates.of(id, serial, length)).block(ANSWER);
          if (serial % 100 == 0) {
            readAll(registry, findings);
          }
        }
        System.out.println("ack " + serial);
        LockSupport.parkNanos(PAUSE);
      }
    } catch (RegistryException e) {
      findings.violation("%s got %s".formatted(name, e));
    }
  }

  private static void readAll(LmdbRegistry registry, Findings findings) {
    registry
        .loadAll(registry.listIds())
        .doOnNext(
            found -> {
              try {
                Templates.serial(found);
              } catch (IllegalStateException e) {
                findings.violation(String.valueOf(e.getMessage()));
              }
            })
        .then()
        .block(ANSWER);
  }
}
