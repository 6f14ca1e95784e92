package io.reactiveregistry.reliability.fuzz;

import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.lmdb.CheckReport;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.lmdb.Maintenance;
import io.reactiveregistry.lmdb.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Any file as a store: a check of it ends with a report or a typed error, opening it ends well or
 * with a typed error, and what a check has found to have sound pages can be read by LMDB, which
 * ends the process where it cannot.
 */
public final class CheckedStoreTarget {

  private static final Path STORE = ScratchStore.create();
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private CheckedStoreTarget() {}

  /** Takes the bytes as {@link FuzzedFile} does. */
  public static void fuzzerTestOneInput(byte[] input) {
    FuzzedFile.write(input, STORE.resolve("data.mdb"));
    boolean sound = hasSoundPages();
    try (LmdbRegistry registry = LmdbRegistry.builder(STORE).readerThreads(1).open()) {
      if (sound) {
        readAll(registry);
      }
    } catch (RegistryException refused) {
      Promise.isTrue(!refused.getMessage().isBlank(), "a refusal has a reason");
    }
  }

  private static boolean hasSoundPages() {
    try {
      CheckReport report = Objects.requireNonNull(Maintenance.check(STORE).block(LIMIT));
      boolean sound = report.problems().count(Problem.Kind.DAMAGED_PAGE) == 0;
      Promise.isTrue(!sound || report.templates() >= 0, "a sound store has a count");
      return sound;
    } catch (RegistryException refused) {
      Promise.isTrue(!refused.getMessage().isBlank(), "a refusal has a reason");
      return false;
    }
  }

  private static void readAll(LmdbRegistry registry) {
    List<String> ids =
        registry.listIds().onErrorComplete(RegistryException.class).collectList().block(LIMIT);
    for (String id : Objects.requireNonNull(ids)) {
      registry.find(id).onErrorComplete(RegistryException.class).block(LIMIT);
      registry.listVersions(id).onErrorComplete(RegistryException.class).blockLast(LIMIT);
    }
  }
}
