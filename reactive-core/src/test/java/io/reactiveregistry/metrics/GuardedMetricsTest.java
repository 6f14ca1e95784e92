package io.reactiveregistry.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.util.Logger;

/** A recorder that throws is logged once in a while, and nobody else notices. */
class GuardedMetricsTest {

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // the clock may wrap
  private final List<Object[]> warnings = new ArrayList<>();
  private final Logger log =
      (Logger)
          Proxy.newProxyInstance(
              Logger.class.getClassLoader(),
              new Class<?>[] {Logger.class},
              (proxy, method, arguments) -> {
                assertThat(method.getName()).isEqualTo("warn");
                warnings.add((Object[]) arguments[1]);
                return null;
              });

  /** Throws whatever it is told. */
  private static final class Throwing implements RegistryMetrics {

    @Override
    public boolean isTimed(Operation read) {
      throw new IllegalStateException("isTimed");
    }

    @Override
    public void succeeded(Operation operation, long nanos) {
      throw new IllegalStateException("succeeded");
    }

    @Override
    public void failed(Operation operation, long nanos, Throwable failure) {
      throw new IllegalStateException("failed");
    }

    @Override
    public void cancelled(Operation operation, long nanos) {
      throw new IllegalStateException("cancelled");
    }

    @Override
    public void waited(RequestQueue queue, long nanos) {
      throw new IllegalStateException("waited");
    }

    @Override
    public void committed(GroupCommit commit) {
      throw new AssertionError("committed");
    }
  }

  static List<Named<Consumer<RegistryMetrics>>> events() {
    return List.of(
        Named.of("succeeded", metrics -> metrics.succeeded(Operation.LOAD, 1)),
        Named.of("failed", metrics -> metrics.failed(Operation.SAVE, 1, new Exception())),
        Named.of("cancelled", metrics -> metrics.cancelled(Operation.FIND, 1)),
        Named.of("waited", metrics -> metrics.waited(RequestQueue.READ, 1)),
        Named.of("committed", metrics -> metrics.committed(new GroupCommit(1, 2, 3, 4))));
  }

  @ParameterizedTest
  @MethodSource("events")
  void whatIsThrownIsLoggedAndNotPassedOn(Consumer<RegistryMetrics> event) {
    RegistryMetrics guarded = GuardedMetrics.of(new Throwing(), now::get, log);

    assertThatNoException().isThrownBy(() -> event.accept(guarded));

    assertThat(warnings)
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning[0]).isEqualTo(Throwing.class.getName());
              assertThat(warning[1]).isEqualTo(1L);
              assertThat(warning[2]).isInstanceOf(Throwable.class);
            });
  }

  @Test
  void itIsLoggedOnceAMinuteWithHowOftenItHasHappened() {
    RegistryMetrics guarded = GuardedMetrics.of(new Throwing(), now::get, log);
    for (int i = 0; i < 1_000; i++) {
      guarded.succeeded(Operation.LOAD, i);
    }
    now.addAndGet(GuardedMetrics.NANOS_BETWEEN_WARNINGS - 1);
    guarded.succeeded(Operation.LOAD, 1);
    assertThat(warnings).hasSize(1);

    now.addAndGet(1);
    guarded.succeeded(Operation.LOAD, 1);
    assertThat(warnings).hasSize(2);
    assertThat(warnings.get(1)[1]).isEqualTo(1_002L);
  }

  @ParameterizedTest
  @MethodSource("events")
  void everythingElseIsPassedOn(Consumer<RegistryMetrics> event) {
    Recording direct = new Recording();
    Recording recording = new Recording();

    event.accept(direct);
    event.accept(GuardedMetrics.of(recording, now::get, log));

    assertThat(recording.events).hasSize(1).usingRecursiveComparison().isEqualTo(direct.events);
    assertThat(warnings).isEmpty();
  }

  /** Keeps what it is told. */
  private static final class Recording implements RegistryMetrics {

    private final List<List<Object>> events = new ArrayList<>();

    @Override
    public void succeeded(Operation operation, long nanos) {
      events.add(List.of("succeeded", operation, nanos));
    }

    @Override
    public void failed(Operation operation, long nanos, Throwable failure) {
      events.add(List.of("failed", operation, nanos, failure.getClass()));
    }

    @Override
    public void cancelled(Operation operation, long nanos) {
      events.add(List.of("cancelled", operation, nanos));
    }

    @Override
    public void waited(RequestQueue queue, long nanos) {
      events.add(List.of("waited", queue, nanos));
    }

    @Override
    public void committed(GroupCommit commit) {
      events.add(List.of("committed", commit));
    }
  }

  @ParameterizedTest
  @MethodSource("events")
  void aRecorderThatOverridesNothingRecordsNothing(Consumer<RegistryMetrics> event) {
    assertThatNoException().isThrownBy(() -> event.accept(new RegistryMetrics() {}));
    assertThat(new RegistryMetrics() {}.isEnabled()).isTrue();
  }

  @Test
  void aRecorderThatIsNotEnabledIsNotToldAnything() {
    RegistryMetrics disabled =
        new RegistryMetrics() {
          @Override
          public boolean isEnabled() {
            return false;
          }
        };

    assertThat(GuardedMetrics.of(disabled, now::get, log)).isSameAs(RegistryMetrics.none());
    assertThat(RegistryMetrics.none().isEnabled()).isFalse();
  }

  @Test
  void aRecorderThatCannotSayWhetherItIsEnabledIsNot() {
    RegistryMetrics undecided =
        new RegistryMetrics() {
          @Override
          public boolean isEnabled() {
            throw new IllegalStateException("no configuration");
          }
        };

    assertThat(GuardedMetrics.of(undecided, now::get, log)).isSameAs(RegistryMetrics.none());
    assertThat(warnings).hasSize(1);
  }

  @Test
  void theRecorderSaysWhichReadsAreTimedUnlessItThrows() {
    RegistryMetrics some =
        new RegistryMetrics() {
          @Override
          public boolean isTimed(Operation read) {
            return read == Operation.LOAD;
          }
        };
    RegistryMetrics guarded = GuardedMetrics.of(some, now::get, log);

    assertThat(guarded.isTimed(Operation.LOAD)).isTrue();
    assertThat(guarded.isTimed(Operation.FIND)).isFalse();
    assertThat(GuardedMetrics.of(new Throwing(), now::get, log).isTimed(Operation.LOAD)).isFalse();
    assertThat(warnings).hasSize(1);
  }

  @Test
  void guardingTwiceIsGuardingOnce() {
    RegistryMetrics guarded = RegistryMetrics.guarded(new Throwing());

    assertThat(RegistryMetrics.guarded(guarded)).isSameAs(guarded);
  }
}
