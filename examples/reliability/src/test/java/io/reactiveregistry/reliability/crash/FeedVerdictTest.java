package io.reactiveregistry.reliability.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.lmdb.Durability;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class FeedVerdictTest {

  private static final long SEED = 7;
  private static final int UNITS = 150;

  @TempDir private Path store;
  private List<TemplateChange> changes = new ArrayList<>();

  @BeforeEach
  void write() {
    try (LmdbRegistry registry =
        WriterOptions.builder(store).durability(Durability.NO_SYNC).open()) {
      Flux.range(1, UNITS)
          .concatMap(
              number ->
                  WriteUnit.of(SEED, number).write(registry).onErrorResume(refused -> Mono.empty()))
          .blockLast();
      long last = Objects.requireNonNull(registry.metadata().block()).revision();
      changes =
          new ArrayList<>(
              Objects.requireNonNull(
                  registry
                      .changes(0)
                      .takeUntil(change -> change.revision() == last)
                      .collectList()
                      .block()));
    }
  }

  @Test
  void acceptsASubscriberThatWasToldEverything() {
    assertThat(verdict(UNITS)).isNull();
  }

  @Test
  void acceptsOneThatIsToldTheRestAtLast() {
    changes = changes.subList(0, changes.size() / 2);

    assertThat(verdict(UNITS)).isNull();
  }

  @Test
  void acceptsOneThatIsToldEverythingAtLast() {
    changes = List.of();

    assertThat(verdict(UNITS)).isNull();
  }

  @Test
  void noticesALostChange() {
    TemplateChange lost = changes.remove(changes.size() / 2);

    assertThat(verdict(UNITS)).contains("the log has " + lost);
  }

  @Test
  void noticesAChangeToldTwice() {
    TemplateChange twice = changes.get(5);
    changes.add(5, twice);

    assertThat(verdict(UNITS)).contains("the subscriber has " + twice);
  }

  @Test
  void noticesAnAcknowledgedUnitThatIsNotInTheLog() {
    assertThat(verdict(UNITS + 20)).contains("unit ");
  }

  @Test
  void noticesWhatNobodyHasWritten() {
    assertThat(verdict(UNITS - 20)).contains("nobody has written");
  }

  private String verdict(int units) {
    FollowedChanges followed = new FollowedChanges(false);
    changes.forEach(followed::hear);
    return FeedVerdict.of(store, SEED, units, followed);
  }
}
