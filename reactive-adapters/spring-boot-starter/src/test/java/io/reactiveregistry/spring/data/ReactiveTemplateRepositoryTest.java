package io.reactiveregistry.spring.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.WriteCondition;
import io.reactiveregistry.contract.InMemoryRegistry;
import io.reactiveregistry.error.ConflictException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.OptimisticLockingFailureException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class ReactiveTemplateRepositoryTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final ReactiveTemplateRepository repository = new ReactiveTemplateRepository(registry);

  @AfterEach
  void close() {
    registry.close();
  }

  private static TemplateSpec template(String id) {
    return TemplateSpec.builder(id).template("Hello from " + id).build();
  }

  private static void expect(Flux<?> publisher, Object... values) {
    StepVerifier.create(publisher.collectList().cast(Object.class))
        .expectNext(List.of(values))
        .expectComplete()
        .verify(PATIENCE);
  }

  private static void expect(Mono<?> publisher, Object... values) {
    expect(publisher.flux(), values);
  }

  @Test
  void whatIsSavedIsFound() {
    expect(repository.save(template("a")), template("a"));

    expect(repository.findById("a"), template("a"));
    expect(repository.findById(Mono.just("a")), template("a"));
    expect(repository.existsById("a"), true);
    expect(repository.count(), 1L);
  }

  @Test
  void whatIsAbsentIsEmpty() {
    expect(repository.findById("a"));
    expect(repository.findById(Mono.just("a")));
    expect(repository.existsById(Mono.just("a")), false);
    expect(repository.findAllById(List.of("a", "b")));
    expect(repository.findAll());
  }

  @Test
  void whatIsAbsentIsDeletedInSilence() {
    repository.save(template("a")).block(PATIENCE);

    expect(repository.deleteById("b"));
    expect(repository.deleteAllById(List.of("b", "a")));

    expect(repository.count(), 0L);
  }

  @Test
  void allAreFoundInTheOrderOfTheirIds() {
    expect(repository.saveAll(List.of(template("b"), template("a"))), template("b"), template("a"));

    expect(repository.findAll(), template("a"), template("b"));
    expect(repository.findAllById(Flux.just("b", "x", "a")), template("b"), template("a"));
  }

  @Test
  void anIterableIsSavedAsAWholeOrNotAtAll() {
    TemplateSpec one = template("b");
    TemplateSpec other = TemplateSpec.builder("b").template("another text").build();

    StepVerifier.create(repository.saveAll(List.of(template("a"), one, other)))
        .expectError(InvalidDataAccessApiUsageException.class)
        .verify(PATIENCE);

    expect(repository.count(), 0L);
  }

  @Test
  void aStreamIsSavedAsItComes() {
    Flux<TemplateSpec> stream =
        Flux.fromStream(() -> IntStream.range(0, 1_000).mapToObj(i -> template("t" + i)));

    StepVerifier.create(repository.saveAll(stream), 1)
        .expectNext(template("t0"))
        .thenRequest(Long.MAX_VALUE)
        .expectNextCount(999)
        .expectComplete()
        .verify(PATIENCE);

    expect(repository.count(), 1_000L);
  }

  @Test
  void whoeverIsLateIsToldSo() {
    repository.save(template("a")).block(PATIENCE);

    StepVerifier.create(repository.save(template("a"), WriteCondition.absent()))
        .expectErrorSatisfies(
            error ->
                assertThat(error)
                    .isInstanceOf(OptimisticLockingFailureException.class)
                    .hasCauseInstanceOf(ConflictException.class))
        .verify(PATIENCE);
  }

  @Test
  void allCanBeDeleted() {
    repository.saveAll(List.of(template("a"), template("b"), template("c"))).blockLast(PATIENCE);

    expect(repository.delete(template("a")));
    expect(repository.deleteAll(List.of(template("b"))));
    expect(repository.findAll(), template("c"));
    expect(repository.deleteAll(Flux.just(template("c"))));
    expect(repository.count(), 0L);

    repository.save(template("d")).block(PATIENCE);
    expect(repository.deleteAll());
    expect(repository.count(), 0L);
  }

  @Test
  void nothingHappensBeforeTheSubscription() {
    Mono<TemplateSpec> save = repository.save(template("a"));
    expect(repository.count(), 0L);

    expect(save, template("a"));
    expect(repository.count(), 1L);
  }

  @Test
  void aNullArgumentIsRefusedAtOnce() {
    assertThatIllegalArgumentException().isThrownBy(() -> repository.save(null));
    assertThatIllegalArgumentException().isThrownBy(() -> repository.findById((String) null));
    assertThatIllegalArgumentException().isThrownBy(() -> repository.deleteAllById(null));
  }
}
