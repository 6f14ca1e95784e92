package io.reactiveregistry.lmdb;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.model.ConcurrentCheck;
import io.reactiveregistry.model.ModelCheck;
import io.reactiveregistry.model.Store;
import io.reactiveregistry.model.Tampering;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The registry does what plain maps do.
 *
 * <p>{@code -Dreliability.commands=1000000} runs as many commands, {@code -Dreliability.seed=N} the
 * sequence with the seed that a failure has named, and then the following ones.
 */
class ModelTest {

  private static final int COMMANDS = Integer.getInteger("reliability.commands", 10_000);
  private static final int COMMANDS_OF_A_SEQUENCE = 200;
  private static final long SEED =
      Long.getLong("reliability.seed", new SplittableRandom().nextInt(1_000_000_000));

  @TempDir Path directory;

  @Test
  void randomCommandsHaveTheEffectThatTheModelSays() {
    ModelCheck check = new ModelCheck(() -> ModelStore.small(newDirectory()), 400);
    for (int i = 0; i < COMMANDS / COMMANDS_OF_A_SEQUENCE; i++) {
      check.run(SEED + i, COMMANDS_OF_A_SEQUENCE);
    }
  }

  @Test
  void aRegistryThatLosesOneSaveInAThousandIsCaught() {
    AtomicInteger saves = new AtomicInteger();
    ModelCheck check =
        new ModelCheck(
            () -> new LosingStore(newDirectory(), () -> saves.incrementAndGet() % 1_000 == 0), 0);
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 1_000; i++) {
                check.run(SEED + i, COMMANDS_OF_A_SEQUENCE);
              }
            })
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("seed");
  }

  @Test
  void severalClientsSeeTheirOwnWritesAndNobodySeesTimeGoBackwards() {
    ModelStore store = ModelStore.forSeveral(newDirectory());

    new ConcurrentCheck(store::open, store::open).run(SEED, COMMANDS / 4);
  }

  @Test
  void aClientThatLosesASaveIsCaughtAmongOthers() {
    ModelStore store = ModelStore.forSeveral(newDirectory());
    AtomicInteger saves = new AtomicInteger();
    BooleanSupplier everyThousandth = () -> saves.incrementAndGet() % 1_000 == 0;

    assertThatThrownBy(
            () ->
                new ConcurrentCheck(
                        () -> Tampering.losingSaves(store.open(), everyThousandth), store::open)
                    .run(SEED, 100_000))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("command");
  }

  @Test
  void aRegistryThatShowsOldTemplatesIsCaughtByWhoWatches() {
    ModelStore store = ModelStore.forSeveral(newDirectory());
    AtomicInteger finds = new AtomicInteger();
    BooleanSupplier everyThousandth = () -> finds.incrementAndGet() % 1_000 == 0;

    assertThatThrownBy(
            () ->
                new ConcurrentCheck(
                        store::open,
                        () -> Tampering.findingOldTemplates(store.open(), everyThousandth))
                    .run(SEED, 3_000))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("number of client");
  }

  private Path newDirectory() {
    try {
      return Files.createTempDirectory(directory, "store-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class LosingStore implements Store {

    private final ModelStore store;
    private final BooleanSupplier loses;

    LosingStore(Path directory, BooleanSupplier loses) {
      this.store = ModelStore.small(directory);
      this.loses = loses;
    }

    @Override
    public ReactiveRegistry open() {
      return Tampering.losingSaves(store.open(), loses);
    }

    @Override
    public void saveByAnother(TemplateSpec spec) {
      store.saveByAnother(spec);
    }

    @Override
    public void deleteByAnother(TemplateSpec spec) {
      store.deleteByAnother(spec);
    }
  }
}
