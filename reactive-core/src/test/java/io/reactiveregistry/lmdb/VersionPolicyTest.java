package io.reactiveregistry.lmdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactiveregistry.Commit;
import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.TemplateChange.Saved;
import io.reactiveregistry.TemplateChange.VersionDeleted;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.ConflictException;
import io.reactiveregistry.error.CorruptTemplateException;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What a store may be told to do with versions: keep the newest, and never change one. */
class VersionPolicyTest {

  @TempDir Path directory;

  private LmdbRegistryBuilder builder() {
    return LmdbRegistry.builder(directory).durability(Durability.NO_SYNC);
  }

  private static <T> T get(Mono<T> mono) {
    return Objects.requireNonNull(mono.block(Samples.TIMEOUT));
  }

  private static List<String> versions(LmdbRegistry registry, String id) {
    return get(registry.listVersions(id).collectList());
  }

  private static void save(LmdbRegistry registry, String... versions) {
    for (String version : versions) {
      get(registry.save(Samples.template("a", version)));
    }
  }

  @Test
  void ofManyVersionsTheNewestAreKept() {
    try (LmdbRegistry registry = builder().keepVersions(3).open()) {
      save(registry, "1.0.0", "2.0.0", "10.0.0", "3.0.0", "4.0.0-rc.1");

      assertThat(versions(registry, "a")).containsExactly("3.0.0", "4.0.0-rc.1", "10.0.0");
      StepVerifier.create(registry.load("a", "1.0.0"))
          .expectError(TemplateNotFoundException.class)
          .verify(Samples.TIMEOUT);
      List<TemplateChange> told = get(registry.changes(3).take(4).collectList());
      assertThat(told)
          .containsExactly(
              new Saved(4, "a", "3.0.0"),
              new VersionDeleted(4, "a", "1.0.0"),
              new Saved(5, "a", "4.0.0-rc.1"),
              new VersionDeleted(5, "a", "2.0.0"));
    }
    try (RawStore raw = RawStore.open(directory)) {
      assertThat(raw.entries("version_index")).isEqualTo(3);
      assertThat(raw.entries("history")).isEqualTo(2);
    }
  }

  @Test
  void theCurrentVersionIsKeptThoughAllOthersAreNewer() {
    try (LmdbRegistry registry = builder().keepVersions(2).open()) {
      save(registry, "5.0.0", "6.0.0", "1.0.0");

      assertThat(versions(registry, "a")).containsExactly("1.0.0", "6.0.0");
      assertThat(get(registry.load("a")).version()).isEqualTo("1.0.0");
    }
  }

  @Test
  void aVersionWithALabelIsKeptWhateverItsAge() {
    try (LmdbRegistry registry = builder().keepVersions(1).open()) {
      save(registry, "1.0.0");
      get(registry.setLabel("a", "production", "1.0.0"));
      save(registry, "2.0.0", "3.0.0");
      assertThat(versions(registry, "a")).containsExactly("1.0.0", "3.0.0");

      get(registry.removeLabel("a", "production"));
      save(registry, "4.0.0");
      assertThat(versions(registry, "a")).containsExactly("4.0.0");
    }
  }

  @Test
  void anImmutableVersionKeepsItsBody() {
    TemplateSpec first = Samples.template("a", "1.0.0");
    TemplateSpec changed = first.toBuilder().template("changed").build();
    try (LmdbRegistry registry = builder().immutableVersions(true).open()) {
      save(registry, "1.0.0");

      assertThatExceptionOfType(ConflictException.class)
          .isThrownBy(() -> get(registry.save(changed)))
          .satisfies(
              conflict -> {
                assertThat(conflict.subject()).isEqualTo(ConflictException.Subject.VERSION);
                assertThat(conflict.expected()).isEqualTo(changed.contentHash());
                assertThat(conflict.actual()).isEqualTo(first.contentHash());
              });
      save(registry, "2.0.0");
      assertThatExceptionOfType(ConflictException.class)
          .as("also when it is not the current one")
          .isThrownBy(() -> get(registry.saveBatch(List.of(Samples.template("b"), changed))));

      assertThat(get(registry.load("a", "1.0.0"))).isEqualTo(first);
      assertThat(get(registry.exists("b"))).as("the batch is refused as a whole").isFalse();
    }
  }

  @Test
  void savingAnImmutableVersionAsItIsChangesNothing() {
    try (LmdbRegistry registry = builder().immutableVersions(true).open()) {
      save(registry, "1.0.0", "2.0.0");

      Commit again = get(registry.save(Samples.template("a", "1.0.0")));

      assertThat(again.revision()).isEqualTo(2);
      assertThat(again.saved()).isZero();
      assertThat(get(registry.load("a")).version()).isEqualTo("2.0.0");
      assertThat(get(registry.metadata()).revision()).isEqualTo(2);
    }
  }

  @Test
  void ofABatchOnlyWhatIsNewIsSaved() {
    try (LmdbRegistry registry = builder().immutableVersions(true).open()) {
      save(registry, "1.0.0");

      Commit commit =
          get(
              registry.saveBatch(
                  List.of(Samples.template("a", "1.0.0"), Samples.template("b", "1.0.0"))));

      assertThat(commit.revision()).isEqualTo(2);
      assertThat(commit.saved()).isEqualTo(1);
    }
  }

  @Test
  void theSameContentWithItsKeysInAnotherOrderIsTheSame() {
    TemplateSpec one =
        TemplateSpec.builder("a").template("x").metadata("k", 1L).metadata("l", 2L).build();
    TemplateSpec other =
        TemplateSpec.builder("a").template("x").metadata("l", 2L).metadata("k", 1L).build();
    try (LmdbRegistry registry = builder().immutableVersions(true).open()) {
      get(registry.save(one));

      assertThat(get(registry.save(other)).saved()).isZero();
    }
  }

  @Test
  void aDamagedOldVersionDoesNotBecomeTheCurrentOne() {
    try (LmdbRegistry registry = builder().open()) {
      save(registry, "1.0.0", "2.0.0");
    }
    try (RawStore raw = RawStore.open(directory)) {
      raw.flipBit("history", "a:1.0.0", 40);
    }
    try (LmdbRegistry registry = builder().open()) {
      StepVerifier.create(registry.rollback("a", "1.0.0"))
          .expectError(CorruptTemplateException.class)
          .verify(Samples.TIMEOUT);
      StepVerifier.create(registry.deleteVersion("a", "2.0.0"))
          .expectError(CorruptTemplateException.class)
          .verify(Samples.TIMEOUT);

      assertThat(get(registry.load("a")).version()).isEqualTo("2.0.0");
    }
  }
}
