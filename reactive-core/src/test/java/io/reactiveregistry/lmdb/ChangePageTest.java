package io.reactiveregistry.lmdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.metrics.RegistryMetrics;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

/** The log read page by page, as its followers read it. */
class ChangePageTest {

  private static final int SAVES = 100;
  private static final int OF_A_BATCH = 50;

  @TempDir Path directory;

  @Test
  void aPageSaysHowManyChangesFollowIt() {
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      Flux.fromIterable(Samples.templates(SAVES))
          .flatMap(registry::save)
          .then(registry.saveBatch(Samples.templates(OF_A_BATCH)))
          .block(Samples.TIMEOUT);
    }
    try (Environment environment = StoreOpener.open(options());
        Snapshot snapshot = new Snapshot(environment)) {
      snapshot.begin();
      ChangePosition position = ChangePosition.behind(0);
      long left = SAVES + OF_A_BATCH;
      int pages = 0;
      while (left > 0) {
        ChangePage page = snapshot.changes(position, snapshot.revision(), 20);
        left -= page.changes().size();
        assertThat(page.following()).isEqualTo(left);
        assertThat(page.last()).isEqualTo(left == 0);
        position = page.end();
        pages++;
      }
      assertThat(pages).isGreaterThan(3);
      snapshot.end();
    }
  }

  private StoreOptions options() {
    return new StoreOptions(
        directory,
        1,
        1,
        1,
        1 << 10,
        1L << 30,
        1L << 30,
        0,
        Durability.FULL,
        true,
        false,
        false,
        1 << 20,
        new VersionPolicy(false, VersionPolicy.ALL),
        new ChangeLogOptions(1000, Duration.ofMillis(50)),
        RegistryMetrics.none());
  }
}
