package io.reactiveregistry.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.TemplateChange.Deleted;
import io.reactiveregistry.TemplateChange.Resync;
import io.reactiveregistry.TemplateChange.Saved;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.WriteCondition;
import io.reactiveregistry.error.ChangesCompactedException;
import io.reactiveregistry.error.ConflictException;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.RegistryClosedException;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class YamlChangesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path directory;
  private YamlRegistry registry;

  @BeforeEach
  void open() {
    registry =
        YamlRegistry.builder(directory)
            .changeLogCapacity(100)
            .changePollInterval(Duration.ofMillis(5))
            .open();
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Nested
  class WritesOfThisInstance {

    @Test
    void areToldEachWithWhatItHasChanged() {
      StepVerifier.create(registry.changes())
          .then(() -> get(registry.save(spec("a", "1.0.0"))))
          .expectNext(new Saved(1, "a", "1.0.0"))
          .then(() -> get(registry.save(spec("b", "1.0.0"), WriteCondition.absent())))
          .expectNext(new Saved(2, "b", "1.0.0"))
          .then(() -> get(registry.saveBatch(List.of(spec("d", "1.0.0"), spec("c", "1.0.0")))))
          .expectNext(new Saved(3, "d", "1.0.0"), new Saved(3, "c", "1.0.0"))
          .then(() -> get(registry.delete("a")))
          .expectNext(new Deleted(4, "a"))
          .then(() -> get(registry.deleteBatch(List.of("d", "c", "d"))))
          .expectNext(new Deleted(5, "d"), new Deleted(5, "c"))
          .then(() -> get(registry.deleteVersion("b", "1.0.0")))
          .expectNext(new Deleted(6, "b"))
          .thenCancel()
          .verify(PATIENCE);
    }

    @Test
    void areNotToldWhenTheyAreRefusedOrChangeNothing() {
      get(registry.save(spec("a", "1.0.0")));

      StepVerifier.create(registry.changes())
          .then(
              () -> {
                fail(
                    ConflictException.class,
                    registry.save(spec("a", "2"), WriteCondition.absent()));
                fail(TemplateNotFoundException.class, registry.delete("absent"));
                fail(TemplateNotFoundException.class, registry.deleteVersion("a", "2.0.0"));
                get(registry.rollback("a", "1.0.0"));
                get(registry.saveBatch(List.of()));
                get(registry.deleteBatch(List.of()));
                get(registry.save(spec("end", "1.0.0")));
              })
          .expectNext(new Saved(2, "end", "1.0.0"))
          .thenCancel()
          .verify(PATIENCE);
    }

    @Test
    void areNeverTakenForEditsByOthers() {
      Flux<?> writes =
          Flux.range(0, 30)
              .concatMap(
                  i ->
                      registry
                          .save(spec("a" + i % 5, "1.0." + i))
                          .then(
                              registry.saveBatch(List.of(spec("deep/b", "1"), spec("c" + i, "1"))))
                          .then(registry.delete("c" + i)));

      StepVerifier.create(registry.changes().map(TemplateChange::getClass).take(30 * 4L))
          .then(() -> get(writes.then(Mono.just(true))))
          .thenConsumeWhile(kind -> kind != Resync.class)
          .expectComplete()
          .verify(PATIENCE);
    }
  }

  @Nested
  class EditsByOthers {

    @BeforeEach
    void fillTheTree() {
      get(registry.saveBatch(List.of(spec("a", "1.0.0"), spec("b", "1.0.0"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "replace", "delete", "break"})
    void areToldAsOneOfUnknownExtent(String kind) {
      StepVerifier.create(registry.changes())
          .then(() -> edit(kind))
          .expectNext(new Resync(2))
          .then(() -> get(registry.save(spec("b", "2.0.0"))))
          .expectNext(new Saved(3, "b", "2.0.0"))
          .thenCancel()
          .verify(PATIENCE);

      assertThat(get(registry.metadata()).revision()).isEqualTo(3);
    }

    @Test
    void areToldOnceToEveryFollower() {
      Flux<TemplateChange> followers =
          Flux.merge(registry.changes().take(2), registry.changes().take(2));

      StepVerifier.create(followers.filter(Resync.class::isInstance))
          .then(() -> edit("replace"))
          .expectNext(new Resync(2), new Resync(2))
          .then(() -> get(registry.save(spec("b", "2.0.0"))))
          .expectComplete()
          .verify(PATIENCE);
    }

    @Test
    void areToldToOneWhoComesBackAfterThem() {
      StepVerifier.create(registry.changes(0).take(2)).expectNextCount(2).verifyComplete();
      edit("replace");

      StepVerifier.create(registry.changes(1))
          .expectNext(new Resync(2))
          .thenCancel()
          .verify(PATIENCE);
    }

    @Test
    void areToldThoughAReadHasSeenThemFirst() {
      edit("create");
      assertThat(get(registry.count())).isEqualTo(3);

      StepVerifier.create(registry.changes(1))
          .expectNext(new Resync(2))
          .thenCancel()
          .verify(PATIENCE);
    }

    @Test
    void areToldThoughAWriteHasReplacedThem() {
      // The save writes to the only file with its id, where another id stood before.
      write("a.yaml", "id: other\ntemplate: x");
      get(registry.save(spec("other", "1.0.0")));

      StepVerifier.create(registry.changes(2))
          .expectNext(new Resync(3))
          .thenCancel()
          .verify(PATIENCE);
      fail(TemplateNotFoundException.class, registry.load("a"));
    }

    private void edit(String kind) {
      switch (kind) {
        case "create" -> write("c.yaml", "id: c\ntemplate: x");
        case "replace" -> write("a.yaml", "id: a\ntemplate: edited");
        case "break" -> write("a.yaml", "id: [");
        default -> delete("a.yaml");
      }
    }
  }

  @Nested
  class Following {

    @Test
    void goesOnFromAnyRevisionThatIsKept() {
      saveMany(100);

      StepVerifier.create(registry.changes(98))
          .expectNext(new Saved(99, "a", "99"), new Saved(100, "a", "100"))
          .thenCancel()
          .verify(PATIENCE);
    }

    @Test
    void isRefusedFromARevisionThatIsNotKeptAnyMore() {
      saveMany(105);

      StepVerifier.create(registry.changes(4))
          .expectErrorSatisfies(
              error -> {
                assertThat(error)
                    .isInstanceOf(ChangesCompactedException.class)
                    .hasMessageContaining("changeLogCapacity");
                ChangesCompactedException compacted = (ChangesCompactedException) error;
                assertThat(compacted.oldestAvailable()).isEqualTo(5);
                assertThat(compacted.latest()).isEqualTo(105);
              })
          .verify(PATIENCE);
      StepVerifier.create(registry.changes(5).take(100))
          .expectNextCount(100)
          .expectComplete()
          .verify(PATIENCE);
    }

    @Test
    void isRefusedFromARevisionThatIsNotReached() {
      fail(ChangesCompactedException.class, registry.changes(1));
      fail(InvalidTemplateException.class, registry.changes(-1));
    }

    @Test
    void endsWithTheRegistryAfterTheChangesOfAllThatWasAccepted() {
      StepVerifier.create(registry.changes())
          .then(
              () -> {
                registry.save(spec("a", "1.0.0")).subscribe();
                registry.close();
              })
          .expectNext(new Saved(1, "a", "1.0.0"))
          .expectError(RegistryClosedException.class)
          .verify(PATIENCE);

      fail(RegistryClosedException.class, registry.changes());
      fail(RegistryClosedException.class, registry.changes(0));
    }

    private void saveMany(int revisions) {
      get(
          Flux.fromStream(IntStream.rangeClosed(1, revisions).boxed())
              .concatMap(i -> registry.save(spec("a", "" + i)))
              .then(Mono.just(true)));
    }
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    YamlRegistryBuilder builder = YamlRegistry.builder(directory);

    assertThatThrownBy(() -> builder.changeLogCapacity(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("changeLogCapacity");
    for (Duration interval : List.of(Duration.ZERO, Duration.ofMillis(-1), Duration.ofDays(2))) {
      assertThatThrownBy(() -> builder.changePollInterval(interval))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("changePollInterval")
          .hasMessageContaining(interval.toString());
    }
  }

  private static TemplateSpec spec(String id, String version) {
    return TemplateSpec.builder(id).version(version).template("x").build();
  }

  private static <T> T get(Mono<T> mono) {
    return Objects.requireNonNull(mono.block(PATIENCE));
  }

  private static void fail(Class<? extends Throwable> type, Publisher<?> call) {
    StepVerifier.create(call).expectError(type).verify(PATIENCE);
  }

  /** As editors do it: a file that is written in place may be seen, and told, half written. */
  private void write(String name, String text) {
    try {
      Path hidden = Files.writeString(directory.resolve(".edited"), text);
      Files.move(hidden, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void delete(String name) {
    try {
      Files.delete(directory.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
