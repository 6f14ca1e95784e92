package io.reactiveregistry.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactiveregistry.AuditableRegistry.Finding;
import io.reactiveregistry.AuditableRegistry.Severity;
import io.reactiveregistry.Commit;
import io.reactiveregistry.IdRange;
import io.reactiveregistry.RegistryMetadata;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.NotAStoreException;
import io.reactiveregistry.error.OverloadedException;
import io.reactiveregistry.error.RegistryClosedException;
import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class YamlRegistryTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path directory;
  private YamlRegistry registry;

  @BeforeEach
  void open() {
    registry = YamlRegistry.open(directory);
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Nested
  class FilesOfATree {

    @Test
    void areFoundInNestedFoldersWhateverTheirNames() {
      write("a.yaml", "id: one\ntemplate: 1");
      write("deep/er/b.YML", "id: two\ntemplate: 2");

      assertThat(ids()).containsExactly("one", "two");
      assertThat(load("two").template()).isEqualTo("2");
    }

    @Test
    void areIgnoredWhenHiddenOrOfAnotherKind() {
      write(".hidden.yaml", "id: hidden");
      write(".git/a.yaml", "id: git");
      write("readme.md", "# not a template");

      assertThat(ids()).isEmpty();
      assertThat(audit()).isEmpty();
    }

    @Test
    void mayBeLinksWithinTheTreeEvenIntoHiddenFolders() throws IOException {
      write("..data/a.yaml", "id: mounted\ntemplate: x");
      Files.createSymbolicLink(directory.resolve("a.yaml"), Path.of("..data/a.yaml"));

      assertThat(ids()).containsExactly("mounted");
    }

    @Test
    void areServedOnceThoughLinksLeadToThemOrLoop() throws IOException {
      write("sub/a.yaml", "id: one\ntemplate: x");
      Files.createSymbolicLink(directory.resolve("sub/loop"), directory);
      Files.createSymbolicLink(directory.resolve("same.yaml"), Path.of("sub/a.yaml"));
      Files.createSymbolicLink(directory.resolve("self.yaml"), Path.of("self.yaml"));

      assertThat(ids()).containsExactly("one");
      assertThat(audit())
          .extracting(Finding::location)
          .singleElement()
          .asString()
          .endsWith("self.yaml");
    }

    @Test
    void areNotReadThroughLinksOutOfTheTree(@TempDir Path elsewhere) throws IOException {
      Files.writeString(elsewhere.resolve("secret.yaml"), "id: secret\ntemplate: x");
      Files.createSymbolicLink(directory.resolve("out"), elsewhere);
      Files.createSymbolicLink(directory.resolve("out.yaml"), elsewhere.resolve("secret.yaml"));

      assertThat(ids()).isEmpty();
      assertThat(audit())
          .hasSize(2)
          .allSatisfy(finding -> assertThat(finding.reason()).contains("out of the tree"));
    }
  }

  @Nested
  class BrokenFiles {

    @Test
    void hideNoGoodOnesAndAreNamedWithLineAndReason() {
      write("good.yaml", "id: good\ntemplate: x");
      write("bad.yaml", "id: bad\ntemplate: x\ninputs:\n  a:\n    type: text\n");

      assertThat(ids()).containsExactly("good");
      assertThat(count()).isEqualTo(1);
      assertThat(audit())
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.severity()).isEqualTo(Severity.ERROR);
                assertThat(finding.location()).endsWith("bad.yaml:5");
                assertThat(finding.reason()).contains("inputs.a.type").contains("'text'");
              });
    }

    @Test
    void areExactlyThoseReportedAmongTenThousand() {
      for (int i = 0; i < 10_000; i++) {
        write("f" + i % 20 + "/t" + i + ".yaml", "id: t/%05d\ntemplate: x\n".formatted(i));
      }
      for (int i = 0; i < 5; i++) {
        write("f" + i + "/t" + i + ".yaml", "id: t/%05d\ntemplate: [x\n".formatted(i));
      }

      assertThat(count()).isEqualTo(9_995);
      assertThat(ids()).hasSize(9_995).startsWith("t/00005").isSorted();
      assertThat(audit())
          .hasSize(5)
          .allSatisfy(finding -> assertThat(finding.severity()).isEqualTo(Severity.ERROR))
          .extracting(
              finding ->
                  directory
                      .relativize(Path.of(finding.location().replaceAll(":.*", "")))
                      .toString())
          .containsExactlyInAnyOrder(
              "f0/t0.yaml", "f1/t1.yaml", "f2/t2.yaml", "f3/t3.yaml", "f4/t4.yaml");
    }

    @Test
    void withOneIdAreBothRefusedAndNamed() {
      write("a.yaml", "id: same\ntemplate: a");
      write("b.yaml", "id: same\ntemplate: b");
      write("c.yaml", "id: other\ntemplate: c");

      assertThat(ids()).containsExactly("other");
      assertThat(audit())
          .singleElement()
          .satisfies(finding -> assertThat(finding.reason()).contains("a.yaml").contains("b.yaml"));
      for (Mono<?> call :
          List.of(
              registry.load("same"),
              registry.find("same"),
              registry.exists("same"),
              registry.save(spec("same", "new")),
              registry.delete("same"))) {
        StepVerifier.create(call)
            .expectErrorSatisfies(
                error ->
                    assertThat(error)
                        .isInstanceOf(InvalidTemplateException.class)
                        .hasMessageContaining("a.yaml")
                        .hasMessageContaining("b.yaml"))
            .verify(PATIENCE);
      }
      assertThat(read("a.yaml")).contains("template: a");
    }

    @Test
    void areWarnedOfWhenOnlyAFieldIsUnknown() {
      write("a.yaml", "id: a\ntemplate: x\nowner: me\ninputs:\n  b:\n    example: 1\n");

      assertThat(ids()).containsExactly("a");
      assertThat(audit())
          .allSatisfy(finding -> assertThat(finding.severity()).isEqualTo(Severity.WARNING))
          .extracting(finding -> finding.location().replaceAll(".*/", "") + " " + finding.reason())
          .containsExactly(
              "a.yaml:3 the field 'owner' is unknown, so its value is not served;"
                  + " correct its name, or put it under metadata",
              "a.yaml:6 the field 'inputs.b.example' is unknown, so its value is not served;"
                  + " correct its name, or put it under metadata");
    }
  }

  @Nested
  class EditsByHand {

    @Test
    void areSeenByTheNextCall() throws IOException {
      write("a.yaml", "id: a\ntemplate: old");
      assertThat(load("a").template()).isEqualTo("old");

      write("a.yaml", "id: a\ntemplate: new");
      write("b.yaml", "id: b\ntemplate: x");
      assertThat(load("a").template()).isEqualTo("new");
      assertThat(load("b").template()).isEqualTo("x");

      write("a.yaml", "id: renamed\ntemplate: new");
      Files.delete(directory.resolve("b.yaml"));
      assertThat(ids()).containsExactly("renamed");
      StepVerifier.create(registry.load("a")).verifyError(TemplateNotFoundException.class);
      StepVerifier.create(registry.load("b")).verifyError(TemplateNotFoundException.class);
    }

    @Test
    void thatLeaveNoTraceInTimeAndSizeAreSeenByLoadAndAudit() throws IOException {
      FileTime longAgo = FileTime.fromMillis(1_000_000_000_000L);
      Files.setLastModifiedTime(write("a.yaml", "id: a\ntemplate: x"), longAgo);
      assertThat(ids()).containsExactly("a");

      Files.setLastModifiedTime(write("a.yaml", "id: b\ntemplate: y"), longAgo);

      assertThat(audit()).isEmpty();
      assertThat(ids()).containsExactly("b");
      assertThat(load("b").template()).isEqualTo("y");
    }

    @Test
    void mendAnAmbiguityAtOnce() throws IOException {
      write("a.yaml", "id: same\ntemplate: a");
      write("b.yaml", "id: same\ntemplate: b");
      StepVerifier.create(registry.load("same")).verifyError(InvalidTemplateException.class);

      Files.delete(directory.resolve("b.yaml"));

      assertThat(load("same").template()).isEqualTo("a");
    }
  }

  @Nested
  class Saving {

    @Test
    void keepsTheFileOfATemplateWithItsPermissions() throws IOException {
      Path file = write("deep/some name.yml", "id: a\ntemplate: old");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));

      save(spec("a", "new"));

      assertThat(load("a").template()).isEqualTo("new");
      assertThat(files()).containsExactly("deep/some name.yml");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-rw----");
    }

    @Test
    void replacesTheVersionBefore() {
      save(TemplateSpec.builder("a").version("1.0.0").template("1").build());
      save(TemplateSpec.builder("a").version("2.0.0").template("2").build());

      StepVerifier.create(registry.load("a", "2.0.0"))
          .expectNextCount(1)
          .expectComplete()
          .verify(PATIENCE);
      StepVerifier.create(registry.load("a", "1.0.0")).verifyError(TemplateNotFoundException.class);
      StepVerifier.create(registry.listVersions("a"))
          .expectNext("2.0.0")
          .expectComplete()
          .verify(PATIENCE);
    }

    @Test
    void writesNothingOfABatchWithATemplateThatIsTooLarge() {
      TemplateSpec large = spec("large", "x\n".repeat(600_000));

      StepVerifier.create(registry.saveBatch(List.of(spec("a", "x"), large)))
          .expectErrorSatisfies(
              error ->
                  assertThat(error)
                      .isInstanceOf(InvalidTemplateException.class)
                      .hasMessageContaining("specs[1]")
                      .hasMessageContaining("maxFileBytes"))
          .verify(PATIENCE);

      assertThat(allFiles()).isEmpty();
    }

    @Test
    void putsEverythingBackWhenABatchFailsMidway() throws IOException {
      write("a.yaml", "id: a\ntemplate: old");
      write("b.yaml", "id: b\ntemplate: old");
      assertThat(ids()).containsExactly("a", "b");
      FileTransaction transaction = new FileTransaction();
      transaction.replace(
          directory.resolve("a.yaml"), "id: a\ntemplate: new".getBytes(StandardCharsets.UTF_8));
      transaction.replace(
          directory.resolve("new/c.yaml"), "id: c\ntemplate: new".getBytes(StandardCharsets.UTF_8));
      transaction.delete(directory.resolve("b.yaml"));
      transaction.delete(directory.resolve("missing.yaml"));

      assertThatThrownBy(transaction::commit)
          .isInstanceOf(IOException.class)
          .satisfies(transaction::abandon);

      assertThat(allFiles()).containsExactly("a.yaml", "b.yaml");
      assertThat(read("a.yaml")).contains("old");
      assertThat(directory.resolve("new")).doesNotExist();
    }

    @Test
    void leavesNoHiddenFilesBehind() {
      write("a.yaml", "id: a\ntemplate: old");
      save(spec("a", "1"));
      StepVerifier.create(registry.saveBatch(List.of(spec("a", "2"), spec("b", "2"))))
          .expectNextCount(1)
          .verifyComplete();
      StepVerifier.create(registry.deleteBatch(List.of("b"))).expectNextCount(1).verifyComplete();

      assertThat(allFiles()).containsExactly("a.yaml");
    }

    @Test
    void neverShowsAReaderHalfAFile() {
      save(spec("a", "0".repeat(200_000)));
      Flux<Commit> saves =
          Flux.range(1, 100)
              .concatMap(i -> registry.save(spec("a", String.valueOf(i % 10).repeat(200_000))));
      Flux<TemplateSpec> loads = Flux.range(0, 300).concatMap(i -> registry.load("a"));

      StepVerifier.create(Flux.merge(saves.thenMany(Flux.<TemplateSpec>empty()), loads))
          .thenConsumeWhile(
              spec -> true,
              spec -> {
                assertThat(spec.template()).hasSize(200_000);
                assertThat(spec.template().chars().distinct().count()).isEqualTo(1);
              })
          .expectComplete()
          .verify(PATIENCE);
    }

    @Test
    void countsRevisionsUpwards() {
      assertThat(metadata()).isEqualTo(new RegistryMetadata(0, null, 0));

      long first = save(spec("a", "1")).revision();
      long second = save(spec("a", "2")).revision();

      assertThat(second).isGreaterThan(first);
      assertThat(metadata().revision()).isEqualTo(second);
      assertThat(metadata().lastModified()).isNotNull();
    }

    @Test
    void takesTheOrderOfSubscription() {
      List<Mono<Commit>> saves =
          IntStream.range(0, 100).mapToObj(i -> registry.save(spec("a", "" + i))).toList();

      StepVerifier.create(
              Flux.merge(Flux.fromIterable(saves), 100).map(Commit::revision).collectSortedList())
          .assertNext(revisions -> assertThat(revisions).doesNotHaveDuplicates().hasSize(100))
          .expectComplete()
          .verify(PATIENCE);
      assertThat(load("a").template()).isEqualTo("99");
    }

    @Test
    void isRefusedAtOnceWhenTheQueueIsFull() {
      try (YamlRegistry narrow = YamlRegistry.builder(directory).writeQueueCapacity(1).open()) {
        Queue<Throwable> errors = new ConcurrentLinkedQueue<>(); // of several threads
        Flux<Commit> saves =
            Flux.range(0, 200)
                .flatMap(
                    i ->
                        narrow
                            .save(spec("a" + i, "x"))
                            .onErrorResume(
                                OverloadedException.class,
                                error ->
                                    Mono.<Commit>empty().doOnSubscribe(s -> errors.add(error))),
                    200);

        StepVerifier.create(saves.count())
            .assertNext(saved -> assertThat(saved).isEqualTo(200 - errors.size()))
            .expectComplete()
            .verify(PATIENCE);
        assertThat(errors).isNotEmpty();
        assertThat(errors.peek()).hasMessageContaining("writeQueueCapacity");
        assertThat(count()).isEqualTo(200 - errors.size());
      }
    }
  }

  @Nested
  class Listing {

    @Test
    void readsNothingBeforeThereIsDemand() {
      StepVerifier.create(registry.listIds(), 0)
          .expectSubscription()
          .then(() -> write("late.yaml", "id: late\ntemplate: x"))
          .thenRequest(1)
          .expectNext("late")
          .expectComplete()
          .verify(PATIENCE);
    }

    @Test
    void honoursRangesAndTheOrderOfUtf8() {
      for (String id : List.of("b/2", "b/1", "a", "b", "\ud83d\ude00", "\uffee")) {
        save(spec(id, "x"));
      }

      assertThat(ids()).containsExactly("a", "b", "b/1", "b/2", "\uffee", "\ud83d\ude00");
      assertThat(registry.listIds(IdRange.prefix("b/").after("b/1")).collectList().block(PATIENCE))
          .containsExactly("b/2");
      assertThat(registry.listIds(IdRange.prefix("b").after("a")).collectList().block(PATIENCE))
          .containsExactly("b", "b/1", "b/2");
    }

    @Test
    void endsWithAnErrorWhenTheRegistryIsClosed() {
      save(spec("a", "x"));
      save(spec("b", "x"));

      StepVerifier.create(registry.listIds(), 1)
          .expectNext("a")
          .then(() -> registry.close())
          .expectError(RegistryClosedException.class)
          .verify(PATIENCE);
    }
  }

  @Nested
  class OpeningAndClosing {

    @Test
    void refusesAPathWithoutAFolder() throws IOException {
      Path file = Files.createFile(directory.resolve("file"));

      assertThatThrownBy(() -> YamlRegistry.open(file)).isInstanceOf(NotAStoreException.class);
      assertThatThrownBy(() -> YamlRegistry.open(directory.resolve("missing")))
          .isInstanceOf(NotAStoreException.class);
      assertThatThrownBy(
              () -> YamlRegistry.builder(file.resolve("below")).createDirectory(true).open())
          .isInstanceOf(RegistryException.class);
      assertThatThrownBy(() -> YamlRegistry.builder(file).createDirectory(true).open())
          .isInstanceOf(NotAStoreException.class);
    }

    @Test
    void createsTheFolderWhenAskedTo() {
      Path missing = directory.resolve("some/where");

      YamlRegistry.builder(missing).createDirectory(true).open().close();

      assertThat(missing).isDirectory();
    }

    @Test
    void answersWhatWasAcceptedBefore() {
      List<Commit> commits = new ArrayList<>();
      Mono<Void> saves =
          Flux.range(0, 50)
              .flatMap(i -> registry.save(spec("a" + i, "x")), 50)
              .doOnNext(commits::add)
              .then();

      StepVerifier.create(Mono.when(saves, registry.closeAsync()))
          .expectComplete()
          .verify(PATIENCE);

      assertThat(commits).hasSize(50);
      assertThat(files()).hasSize(50);
      StepVerifier.create(registry.save(spec("late", "x")))
          .verifyError(RegistryClosedException.class);
      StepVerifier.create(registry.listIds()).verifyError(RegistryClosedException.class);
      StepVerifier.create(registry.closeAsync()).verifyComplete();
    }
  }

  @Test
  void signalsArriveWhereBlockingIsRejected() {
    save(spec("a", "x"));
    Flux<?> signals =
        Flux.concat(
                registry.load("a"),
                registry.find("absent").defaultIfEmpty(spec("b", "x")),
                registry.listIds(),
                registry.count(),
                registry.loadAll(Flux.just("a")),
                registry.save(spec("c", "x")),
                registry.load("").onErrorResume(error -> Mono.just(spec("d", "x"))))
            .map(value -> Schedulers.isInNonBlockingThread());

    StepVerifier.create(signals.distinct().cast(Boolean.class))
        .expectNext(true)
        .expectComplete()
        .verify(PATIENCE);
  }

  private static TemplateSpec spec(String id, String template) {
    return TemplateSpec.builder(id).template(template).build();
  }

  private Commit save(TemplateSpec spec) {
    return Objects.requireNonNull(registry.save(spec).block(PATIENCE));
  }

  private TemplateSpec load(String id) {
    return Objects.requireNonNull(registry.load(id).block(PATIENCE));
  }

  private List<String> ids() {
    return Objects.requireNonNull(registry.listIds().collectList().block(PATIENCE));
  }

  private long count() {
    return Objects.requireNonNull(registry.count().block(PATIENCE));
  }

  private RegistryMetadata metadata() {
    return Objects.requireNonNull(registry.metadata().block(PATIENCE));
  }

  private List<Finding> audit() {
    return Objects.requireNonNull(registry.audit().collectList().block(PATIENCE));
  }

  private Path write(String name, String text) {
    try {
      Path file = directory.resolve(name);
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String read(String name) {
    try {
      return Files.readString(directory.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> files() {
    return allFiles().stream()
        .filter(name -> !name.contains("/.") && !name.startsWith("."))
        .toList();
  }

  private List<String> allFiles() {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths
          .filter(Files::isRegularFile)
          .map(path -> directory.relativize(path).toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
