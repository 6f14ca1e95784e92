package io.reactiveregistry.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.Commit;
import io.reactiveregistry.LabelMove;
import io.reactiveregistry.TemplateRef;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.WriteCondition;
import io.reactiveregistry.error.ConflictException;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.TemplateNotFoundException;
import io.reactiveregistry.error.UnsupportedFeatureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Versions, conditions and labels where a tree differs from a registry that keeps versions. */
class YamlVersionsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final TemplateSpec SPEC = spec("x");

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

  @Test
  void aReferenceLeadsToTheCurrentVersionOnly() {
    get(registry.save(SPEC));

    assertThat(get(registry.load(TemplateRef.current("a")))).isEqualTo(SPEC);
    assertThat(get(registry.load(TemplateRef.version("a", "1.0.0")))).isEqualTo(SPEC);
    failure(TemplateNotFoundException.class, registry.load(TemplateRef.version("a", "2.0.0")));
    failure(TemplateNotFoundException.class, registry.load(TemplateRef.current("absent")));
  }

  @Test
  void labelsAreNotThereAtAll() {
    get(registry.save(SPEC));
    List<Publisher<?>> calls =
        List.of(
            registry.load(TemplateRef.label("a", "production")),
            registry.labels("a"),
            registry.setLabel("a", "production", "1.0.0"),
            registry.removeLabel("a", "production"),
            registry.moveLabels(List.of(LabelMove.to("a", "production", "1.0.0"))));

    for (Publisher<?> call : calls) {
      UnsupportedFeatureException failure = failure(UnsupportedFeatureException.class, call);
      assertThat(failure.feature()).isEqualTo("labels");
      assertThat(failure.registry()).isEqualTo(directory.toString());
      assertThat(failure).hasMessageContaining("LMDB");
    }
  }

  @Test
  void whatIsNoIdIsRefusedBeforeLabelsAre() {
    assertThat(failure(InvalidTemplateException.class, registry.labels("")).path()).isEqualTo("id");
    failure(InvalidTemplateException.class, registry.setLabel("", "production", "1.0.0"));
  }

  @Test
  void whatIsNullIsNamed() {
    assertNamed("ref", registry.load((TemplateRef) null));
    assertNamed("spec", registry.save(null));
    assertNamed("spec", registry.save(null, WriteCondition.any()));
    assertNamed("condition", registry.save(SPEC, null));
    assertNamed("specs", registry.saveBatch(null));
    assertNamed("ids", registry.deleteBatch(null));
    assertNamed("moves", registry.moveLabels(null));
    assertNamed("moves[0]", registry.moveLabels(Collections.singletonList(null)));
    assertNamed("version", registry.deleteVersion("a", null));
    assertNamed("version", registry.rollback("a", null));
    assertNamed("id", registry.deleteVersion(null, "1.0.0"));
    assertNamed("id", registry.rollback(null, "1.0.0"));
    assertNamed("id", registry.labels(null));
  }

  @Test
  void deletingTheCurrentVersionDeletesTheTemplate() {
    get(registry.save(SPEC));

    Commit commit = get(registry.deleteVersion("a", "1.0.0"));

    assertThat(commit.deleted()).isEqualTo(1);
    assertThat(commit.revision()).isEqualTo(2);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void deletingAnyOtherVersionDeletesNothing() {
    get(registry.save(SPEC));

    TemplateNotFoundException failure =
        failure(TemplateNotFoundException.class, registry.deleteVersion("a", "0.9.0", true));

    assertThat(failure.version()).isEqualTo("0.9.0");
    failure(TemplateNotFoundException.class, registry.deleteVersion("absent", "1.0.0"));
    assertThat(get(registry.load("a"))).isEqualTo(SPEC);
    assertThat(get(registry.metadata()).revision()).isEqualTo(1);
  }

  @Test
  void rollingBackToTheCurrentVersionChangesNothing() throws IOException {
    get(registry.save(SPEC));
    String before = Files.readString(directory.resolve("a.yaml"));

    Commit commit = get(registry.rollback("a", "1.0.0"));

    assertThat(commit.revision()).isEqualTo(1);
    assertThat(commit.saved() + commit.deleted()).isZero();
    assertThat(directory.resolve("a.yaml")).hasContent(before);
  }

  @Test
  void rollingBackToAnyOtherVersionIsRefused() {
    get(registry.save(SPEC));

    failure(TemplateNotFoundException.class, registry.rollback("a", "0.9.0"));
    failure(TemplateNotFoundException.class, registry.rollback("absent", "1.0.0"));
  }

  @Test
  void aConditionIsLookedAtInTheFileAsItIsNow() throws IOException {
    get(registry.save(SPEC));
    Files.writeString(
        directory.resolve("a.yaml"), "id: a\nversion: 1.0.0\ntemplate: edited by hand\n");

    ConflictException conflict =
        failure(
            ConflictException.class,
            registry.save(spec("new"), WriteCondition.contentHash(SPEC.contentHash())));

    String edited = spec("edited by hand").contentHash();
    assertThat(conflict.actual()).isEqualTo(edited);
    assertThat(get(registry.load("a")).template()).isEqualTo("edited by hand");
    get(registry.save(spec("new"), WriteCondition.contentHash(edited)));
    assertThat(get(registry.load("a")).template()).isEqualTo("new");
  }

  @Test
  void aConditionDoesNotHoldOfFilesThatShareAnId() throws IOException {
    get(registry.save(SPEC));
    Files.copy(directory.resolve("a.yaml"), directory.resolve("copy.yaml"));

    assertThat(
            failure(
                InvalidTemplateException.class,
                registry.save(spec("new"), WriteCondition.contentHash(SPEC.contentHash()))))
        .hasMessageContaining("copy.yaml");
  }

  @Test
  void aDeletionLooksAtTheFileAsItIsNow() throws IOException {
    get(registry.save(SPEC));
    Path file = directory.resolve("a.yaml");
    Files.writeString(file, "id: a\nversion: 1.0.0\ntemplate: edited by hand\n");

    failure(
        ConflictException.class,
        registry.delete("a", WriteCondition.contentHash(SPEC.contentHash())));
    assertThat(file).exists();

    String edited = spec("edited by hand").contentHash();
    get(registry.delete("a", WriteCondition.contentHash(edited)));
    assertThat(file).doesNotExist();
  }

  @Test
  void nothingIsDeletedOfFilesThatShareAnId() throws IOException {
    get(registry.save(SPEC));
    Files.copy(directory.resolve("a.yaml"), directory.resolve("copy.yaml"));

    assertThat(
            failure(
                InvalidTemplateException.class,
                registry.delete("a", WriteCondition.contentHash(SPEC.contentHash()))))
        .hasMessageContaining("copy.yaml");
    assertThat(directory.resolve("a.yaml")).exists();
    assertThat(directory.resolve("copy.yaml")).exists();
  }

  private static TemplateSpec spec(String template) {
    return TemplateSpec.builder("a").version("1.0.0").template(template).build();
  }

  private static <T> T get(Mono<T> mono) {
    return Objects.requireNonNull(mono.block(PATIENCE));
  }

  private static void assertNamed(String path, Publisher<?> call) {
    assertThat(failure(InvalidTemplateException.class, call).path()).isEqualTo(path);
  }

  private static <E extends Throwable> E failure(Class<E> type, Publisher<?> call) {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    StepVerifier.create(call).expectErrorSatisfies(failure::set).verify(PATIENCE);
    assertThat(failure.get()).isInstanceOf(type);
    return type.cast(failure.get());
  }
}
