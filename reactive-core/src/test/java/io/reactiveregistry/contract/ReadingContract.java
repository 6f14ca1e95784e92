package io.reactiveregistry.contract;

import static io.reactiveregistry.contract.Templates.richTemplate;
import static io.reactiveregistry.contract.Templates.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.TemplateDiff;
import io.reactiveregistry.TemplateRef;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** What reading one template promises, and what all calls have in common. */
public abstract class ReadingContract extends RegistryContract {

  @Test
  void aTemplateIsLoadedAsItWasSaved() {
    TemplateSpec spec = richTemplate("greeting");
    save(spec);

    assertThat(get(registry().load("greeting"))).isEqualTo(spec);
    assertThat(get(registry().find("greeting"))).isEqualTo(spec);
    assertThat(get(registry().load("greeting", spec.version()))).isEqualTo(spec);
    assertThat(get(registry().load("greeting")).contentHash()).isEqualTo(spec.contentHash());
  }

  @Test
  void aLoadedTemplateKeepsTheOrderOfItsKeys() {
    TemplateSpec spec = richTemplate("greeting");
    save(spec);

    TemplateSpec loaded = get(registry().load("greeting"));

    assertThat(loaded.inputs().keySet()).containsExactlyElementsOf(spec.inputs().keySet());
    assertThat(loaded.metadata().keySet()).containsExactlyElementsOf(spec.metadata().keySet());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\n",
        "\n\nleading lines",
        "trailing lines\n\n\n",
        "trailing blanks  \n  and indented\n",
        "dos\r\nlines\r\n",
        "mac\rlines\r",
        "tab\tand\0zero\u0007and\u001Bescape\u007F",
        "\u0085next line \u2028line \u2029paragraph \uFEFFbyte order mark",
        "--- # not a document\n...\n%TAG !",
        "\uD83D\uDE80 \uDBFF\uDFFF \uFFFE \uFFFF",
        "{{ x }}: 'single' \"double\" \\n \\"
      })
  void aTextIsKeptToTheLastCharacter(String text) {
    save(template("a", "1.0.0", text));

    assertThat(get(registry().load("a")).template()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "support/reply/first",
        "../../etc/passwd",
        "..",
        ".hidden",
        "a b",
        " a ",
        "a:b",
        ":",
        "a\\b*?<>|\"",
        "CON",
        "yes",
        "017",
        "~",
        "\u00FCber\uD83D\uDE80",
        "\uFFFD"
      })
  void anIdIsAnOpaqueName(String id) {
    save(template(id));

    assertThat(get(registry().load(id)).id()).isEqualTo(id);
    assertThat(get(registry().exists(id))).isTrue();
    assertThat(all(registry().listIds())).containsExactly(id);
  }

  @Test
  void idsThatLookAlikeAreDifferent() {
    String[] ids = {"a", "A", "a ", " a", "a.", "\u00E9", "e\u0301", "a/b", "a\\b", "a%2Fb"};
    saveIds(ids);

    assertThat(get(registry().count())).isEqualTo(ids.length);
    for (String id : ids) {
      assertThat(get(registry().load(id)).id()).isEqualTo(id);
    }
  }

  @Test
  void anIdMayTakeAllTheBytesThatItsVersionLeaves() {
    String id = "\uD83D\uDE80".repeat(126) + "x"; // 505 bytes, and 0.1.0 takes 5
    save(template(id));

    assertThat(get(registry().load(id, "0.1.0")).id()).isEqualTo(id);
    assertThat(all(registry().listVersions(id))).containsExactly("0.1.0");
  }

  @Test
  void anIdWithAColonIsNotConfusedWithAVersion() {
    save(template("a", "1.0.0", "of a"), template("a:b", "2.0.0", "of a:b"));

    failure(TemplateNotFoundException.class, registry().load("a", "b"));
    failure(TemplateNotFoundException.class, registry().load("a:1.0.0"));
    failure(TemplateNotFoundException.class, registry().load("a:b", "1.0.0"));
    assertThat(get(registry().load("a:b", "2.0.0")).template()).isEqualTo("of a:b");
    assertThat(all(registry().listVersions("a"))).containsExactly("1.0.0");
    assertThat(all(registry().listVersions("a:b"))).containsExactly("2.0.0");
  }

  @Test
  void anAbsentTemplateIsNotFound() {
    save(template("a"));

    TemplateNotFoundException failure =
        failure(TemplateNotFoundException.class, registry().load("b"));

    assertThat(failure.id()).isEqualTo("b");
    assertThat(failure.version()).isNull();
    assertThat(failure.isRetryable()).isFalse();
  }

  @Test
  void anAbsentVersionIsNotFound() {
    save(template("a", "1.0.0"));

    TemplateNotFoundException ofKnownId =
        failure(TemplateNotFoundException.class, registry().load("a", "9.9.9"));
    TemplateNotFoundException ofUnknownId =
        failure(TemplateNotFoundException.class, registry().load("b", "1.0.0"));

    assertThat(ofKnownId.id()).isEqualTo("a");
    assertThat(ofKnownId.version()).isEqualTo("9.9.9");
    assertThat(ofUnknownId.id()).isEqualTo("b");
  }

  @Test
  void findingAnAbsentTemplateIsEmpty() {
    assertEmpty(registry().find("a"));
  }

  @Test
  void existsTellsPresentFromAbsent() {
    save(template("a"));

    assertThat(get(registry().exists("a"))).isTrue();
    assertThat(get(registry().exists("b"))).isFalse();
  }

  @Test
  void anUnknownTemplateHasNoVersions() {
    save(template("a"));

    assertEmpty(registry().listVersions("b"));
  }

  @Test
  void aNewTemplateHasTheVersionItWasSavedWith() {
    save(template("a", "2026-spring"));

    assertThat(all(registry().listVersions("a"))).containsExactly("2026-spring");
  }

  @Test
  void anEmptyRegistryAnswersEveryQuestion() {
    assertThat(get(registry().count())).isZero();
    assertThat(get(registry().metadata()).count()).isZero();
    assertThat(get(registry().metadata()).lastModified()).isNull();
    assertThat(get(registry().metadata()).revision()).isZero();
    assertEmpty(registry().listIds());
    assertEmpty(registry().loadAll(Flux.empty()));
  }

  @ParameterizedTest
  @MethodSource("io.reactiveregistry.contract.BadIds#all")
  void anImpossibleIdIsRefusedBySignal(String id) {
    List<Publisher<?>> calls =
        List.of(
            registry().load(id),
            registry().load(id, "1.0.0"),
            registry().find(id),
            registry().loadAll(Flux.just(id)),
            registry().listVersions(id),
            registry().diff(id, "1.0.0", "2.0.0"),
            registry().labels(id),
            registry().exists(id),
            registry().delete(id),
            registry().deleteVersion(id, "1.0.0"),
            registry().rollback(id, "1.0.0"),
            registry().setLabel(id, "live", "1.0.0"),
            registry().removeLabel(id, "live"));

    assertThat(calls)
        .allSatisfy(
            call -> {
              InvalidTemplateException failure = failure(InvalidTemplateException.class, call);
              assertThat(failure.path()).isEqualTo("id");
              assertThat(failure.isRetryable()).isFalse();
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "1:0", "1\n0", "\uD83D"})
  void anImpossibleVersionIsRefusedBySignal(String version) {
    save(template("a"));

    List<Publisher<?>> calls =
        List.of(
            registry().load("a", version),
            registry().diff("a", "0.1.0", version),
            registry().diff("a", version, "0.1.0"),
            registry().deleteVersion("a", version),
            registry().rollback("a", version),
            registry().setLabel("a", "live", version));

    assertThat(calls)
        .allSatisfy(
            call ->
                assertThat(failure(InvalidTemplateException.class, call).path())
                    .isEqualTo("version"));
  }

  @Test
  void anArgumentThatIsMissingIsRefusedBySignal() {
    Map<Publisher<?>, String> calls =
        Map.of(
            registry().load((String) null), "id",
            registry().load("a", null), "version",
            registry().load((TemplateRef) null), "ref",
            registry().find(null), "id",
            registry().listVersions(null), "id",
            registry().labels(null), "id",
            registry().exists(null), "id");

    assertThat(calls)
        .allSatisfy(
            (call, path) ->
                assertThat(failure(InvalidTemplateException.class, call).path()).isEqualTo(path));
  }

  @Test
  void aReferenceLeadsToTheCurrentOrToOneVersion() {
    save(template("a", "1.0.0"));

    assertThat(get(registry().load(TemplateRef.current("a")))).isEqualTo(template("a", "1.0.0"));
    assertThat(get(registry().load(TemplateRef.version("a", "1.0.0"))))
        .isEqualTo(template("a", "1.0.0"));
    save(template("a", "2.0.0"));
    assertThat(get(registry().load(TemplateRef.current("a"))).version()).isEqualTo("2.0.0");
  }

  @Test
  void aReferenceToWhatIsAbsentIsNotFound() {
    save(template("a", "1.0.0"));

    TemplateNotFoundException ofId =
        failure(TemplateNotFoundException.class, registry().load(TemplateRef.current("b")));
    TemplateNotFoundException ofVersion =
        failure(
            TemplateNotFoundException.class, registry().load(TemplateRef.version("a", "9.9.9")));

    assertThat(ofId.id()).isEqualTo("b");
    assertThat(ofId.version()).isNull();
    assertThat(ofVersion.id()).isEqualTo("a");
    assertThat(ofVersion.version()).isEqualTo("9.9.9");
  }

  @Test
  void aVersionDoesNotDifferFromItself() {
    save(richTemplate("a"));
    String version = richTemplate("a").version();

    TemplateDiff diff = get(registry().diff("a", version, version));

    assertThat(diff.isEmpty()).isTrue();
    assertThat(diff.from()).isEqualTo(TemplateRef.version("a", version));
    assertThat(diff.to()).isEqualTo(diff.from());
  }

  @Test
  void aVersionThatIsAbsentCannotBeCompared() {
    save(template("a", "1.0.0"));

    assertThat(
            failure(TemplateNotFoundException.class, registry().diff("a", "1.0.0", "9.9.9"))
                .version())
        .isEqualTo("9.9.9");
    assertThat(
            failure(TemplateNotFoundException.class, registry().diff("a", "9.9.9", "1.0.0"))
                .version())
        .isEqualTo("9.9.9");
  }

  @Test
  void oneAssemblySubscribedTwiceReadsTwice() {
    Mono<TemplateSpec> load = registry().load("a");
    failure(TemplateNotFoundException.class, load);
    save(template("a", "1.0.0"));

    assertThat(get(load).version()).isEqualTo("1.0.0");
    save(template("a", "2.0.0"));
    assertThat(get(load).version()).isEqualTo("2.0.0");
  }

  @Test
  void aResultWaitsForDemand() {
    save(template("a"));

    StepVerifier.create(registry().load("a"), 0)
        .expectSubscription()
        .expectNoEvent(SILENCE)
        .thenRequest(1)
        .expectNext(template("a"))
        .expectComplete()
        .verify(TIMEOUT);
  }

  @Test
  void aCancelledReadEmitsNothingAndTheNextOneIsAnswered() {
    save(template("a"));
    AtomicInteger emitted = new AtomicInteger();

    for (int i = 0; i < 100; i++) {
      BaseSubscriber<TemplateSpec> withoutDemand =
          new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {}

            @Override
            protected void hookOnNext(TemplateSpec spec) {
              emitted.incrementAndGet();
            }
          };
      registry().load("a").subscribe(withoutDemand);
      withoutDemand.cancel();
      withoutDemand.request(1);
    }

    assertThat(get(registry().load("a"))).isEqualTo(template("a"));
    assertThat(emitted).hasValue(0);
  }

  /**
   * Without those that are given a publisher, whose thread may carry their signals too, without the
   * changes, which whoever asks for more may get at once, and without the comparison, which may
   * take its time.
   */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"LOAD_ALL", "SAVE_ALL", "DIFF", "FIRST_CHANGE"})
  void signalsArriveOnAThreadThatRejectsBlocking(Call call) {
    saveIds("a", "deleted");

    StepVerifier.create(
            Flux.from(call.on(registry()))
                .materialize()
                .map(signal -> Schedulers.isInNonBlockingThread())
                .distinct())
        .expectNext(true)
        .expectComplete()
        .verify(TIMEOUT);
  }

  /** Each is about an id of its own: what a cache knows by then, it may signal at once. */
  @Test
  void emptinessAndAbsenceAreSignalledOnAThreadThatRejectsBlocking() {
    List<Publisher<?>> calls =
        List.of(
            registry().find("a"),
            registry().load("b"),
            registry().listIds(),
            registry().listVersions("c"),
            registry().delete("d"));

    assertThat(calls)
        .allSatisfy(
            call ->
                StepVerifier.create(
                        Flux.from(call)
                            .materialize()
                            .map(signal -> Schedulers.isInNonBlockingThread()))
                    .expectNext(true)
                    .expectComplete()
                    .verify(TIMEOUT));
  }

  @ParameterizedTest
  @EnumSource
  void everyCallMayComeFromAThreadThatMustNotBlock(Call call) {
    saveIds("a", "deleted");

    StepVerifier.create(
            Flux.defer(() -> call.on(registry())).subscribeOn(Schedulers.parallel()).then())
        .expectComplete()
        .verify(TIMEOUT);
  }
}
