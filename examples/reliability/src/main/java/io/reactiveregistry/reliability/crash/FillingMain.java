package io.reactiveregistry.reliability.crash;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.MapFullException;
import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.error.StorageException;
import io.reactiveregistry.error.StoreFullException;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.lmdb.LmdbRegistryBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The child that fills a store until there is no room, reads, deletes, and goes on, again and again
 * without a restart. Says {@code wrong} and what did not hold.
 */
final class FillingMain {

  /** First great templates, then ever smaller ones, until nothing fits any more. */
  private static final List<Integer> TO_THE_LAST_PAGE = List.of(200_000, 20_000, 3_000);

  /** What is left then is less than one of these takes. */
  private static final List<Integer> GREAT_TEMPLATES = List.of(200_000);

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int MOST_SAVES = 20_000;

  /** So many saves have to succeed before the store is full again. */
  private static final int FEWEST_SAVES = 3;

  private static final int MOST_REFUSED_DELETIONS = 20;

  private final LmdbRegistry registry;
  private final boolean lying;
  private final long maxMapSize;
  private final List<Integer> lengths;
  private final List<String> ids = new ArrayList<>();
  private final ExpectedState expected = new ExpectedState();
  private int saves;
  private int refusedSaves;
  private int refusedDeletions;

  private FillingMain(
      LmdbRegistry registry, boolean lying, long maxMapSize, List<Integer> lengths) {
    this.registry = registry;
    this.lengths = lengths;
    this.lying = lying;
    this.maxMapSize = maxMapSize;
  }

  public static void main(String[] arguments) {
    Path store = Path.of(arguments[0]);
    int cycles = Integer.parseInt(arguments[1]);
    long maxMapSize = Long.parseLong(arguments[2]);
    FillingMain filling;
    try (LmdbRegistry registry = open(store, maxMapSize)) {
      filling =
          new FillingMain(
              registry,
              Boolean.parseBoolean(arguments[3]),
              maxMapSize,
              Boolean.parseBoolean(arguments[4]) ? TO_THE_LAST_PAGE : GREAT_TEMPLATES);
      for (int cycle = 0; cycle < cycles; cycle++) {
        filling.cycle();
      }
    }
    filling.compareWith(store);
    System.out.println(
        "done %d %d %d".formatted(filling.saves, filling.refusedSaves, filling.refusedDeletions));
  }

  private static LmdbRegistry open(Path store, long maxMapSize) {
    return LmdbRegistry.builder(store)
        .mapSize(1 << 18)
        .maxMapSize(maxMapSize)
        .readerThreads(1)
        .open();
  }

  private void cycle() {
    int before = saves;
    lengths.forEach(this::fill);
    if (saves - before < FEWEST_SAVES) {
      wrong("only %d saves had room after the deletions".formatted(saves - before));
    }
    compare(registry);
    deleteHalf();
    compare(registry);
  }

  private void fill(int length) {
    for (int i = 0; i < MOST_SAVES; i++) {
      TemplateSpec spec =
          TemplateSpec.builder("fill-%06d".formatted(saves + refusedSaves))
              .template("x".repeat(length))
              .build();
      RegistryException refusal = attempt(() -> registry.save(spec).block(LIMIT));
      if (refusal == null || lying) {
        ids.add(spec.id());
        expected.apply(WriteUnit.saving(saves, List.of(spec)));
      }
      if (refusal != null) {
        refusedSaves++;
        return;
      }
      saves++;
    }
    wrong("%d saves did not fill the store".formatted(MOST_SAVES));
  }

  private void deleteHalf() {
    int deleted = 0;
    int refused = 0;
    for (String id : List.copyOf(ids)) {
      if (deleted >= ids.size()) {
        break;
      }
      if (attempt(() -> registry.delete(id).block(LIMIT)) == null) {
        ids.remove(id);
        expected.apply(WriteUnit.deleting(0, List.of(id)));
        deleted++;
      } else if (++refused > MOST_REFUSED_DELETIONS && deleted == 0) {
        throw new IllegalStateException("Nothing can be deleted from the full store");
      }
    }
    refusedDeletions += refused;
  }

  /** Does it and returns the refusal for want of room, if it is one. */
  private @Nullable RegistryException attempt(Runnable write) {
    try {
      write.run();
      return null;
    } catch (StoreFullException full) {
      return full;
    } catch (StorageException shortWrite) {
      // The system wrote the part that had room, which LMDB reports as an error of the disk.
      return shortWrite;
    } catch (MapFullException full) {
      // What deletions have taken of their reserve stays in use.
      long most = maxMapSize + LmdbRegistryBuilder.DEFAULT_DELETION_RESERVE;
      if (full.mapSize() > most || full.maxMapSize() != maxMapSize) {
        wrong("it names the wrong numbers: " + full.getMessage());
      }
      return full;
    }
  }

  private void compareWith(Path store) {
    try (LmdbRegistry reopened = open(store, maxMapSize)) {
      compare(reopened);
    }
  }

  private void compare(LmdbRegistry read) {
    @Nullable String difference = expected.difference(StoreDump.of(read));
    if (difference != null) {
      wrong(difference);
    }
  }

  private static void wrong(String what) {
    System.out.println("wrong " + what);
  }
}
