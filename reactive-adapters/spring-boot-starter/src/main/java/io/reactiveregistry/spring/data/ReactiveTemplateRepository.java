package io.reactiveregistry.spring.data;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.WriteCondition;
import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.util.ArrayList;
import java.util.List;
import org.reactivestreams.Publisher;
import org.springframework.data.repository.reactive.ReactiveCrudRepository;
import org.springframework.util.Assert;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A registry with the semantics of Spring Data: the current version of each template is an entity.
 * What is absent is empty and no error, and deleting it does nothing.
 *
 * <p><b>When, threads, backpressure:</b> as for the registry: nothing happens before subscription,
 * nothing blocks, and no more is read than is asked for.
 *
 * <p><b>Errors:</b> Spring's {@code DataAccessException}s, see {@link RegistryExceptionTranslator};
 * {@link org.springframework.dao.OptimisticLockingFailureException} when somebody else has saved
 * meanwhile, {@link org.springframework.dao.DataIntegrityViolationException} when the version is
 * there with another body and versions are immutable. A null argument is an {@link
 * IllegalArgumentException} at once.
 */
public final class ReactiveTemplateRepository
    implements ReactiveCrudRepository<TemplateSpec, String> {

  /** How many templates are read or deleted at once at most. */
  private static final int AT_ONCE = 32;

  /** How many templates of a stream are saved as one unit. */
  private static final int BATCH = 256;

  private final ReactiveRegistry registry;
  private final RegistryExceptionTranslator translator = new RegistryExceptionTranslator();

  /** A repository over the registry, which it does not close. */
  public ReactiveTemplateRepository(ReactiveRegistry registry) {
    Assert.notNull(registry, "The registry must not be null");
    this.registry = registry;
  }

  private <T> Mono<T> translated(Mono<T> call) {
    return call.onErrorMap(RegistryException.class, translator::translate);
  }

  private <T> Flux<T> translated(Flux<T> calls) {
    return calls.onErrorMap(RegistryException.class, translator::translate);
  }

  /** Saves it as a version, which becomes the current one. */
  @Override
  public <S extends TemplateSpec> Mono<S> save(S entity) {
    requireEntity(entity);
    return translated(registry.save(entity).thenReturn(entity));
  }

  /**
   * Saves it if a condition holds, as {@link ReactiveRegistry#save(TemplateSpec, WriteCondition)}
   * does; {@link org.springframework.dao.OptimisticLockingFailureException} if not, and then
   * nothing is saved.
   */
  public Mono<TemplateSpec> save(TemplateSpec entity, WriteCondition condition) {
    requireEntity(entity);
    Assert.notNull(condition, "The condition must not be null");
    return translated(registry.save(entity, condition).thenReturn(entity));
  }

  /** Saves all as one unit: all or nothing. */
  @Override
  public <S extends TemplateSpec> Flux<S> saveAll(Iterable<S> entities) {
    Assert.notNull(entities, "The entities must not be null");
    return Flux.defer(
        () -> {
          List<S> all = new ArrayList<>();
          entities.forEach(all::add);
          return saved(all);
        });
  }

  /** Saves a stream in units of at most 256; each entity is emitted once it is saved. */
  @Override
  public <S extends TemplateSpec> Flux<S> saveAll(Publisher<S> entityStream) {
    Assert.notNull(entityStream, "The stream of entities must not be null");
    return Flux.from(entityStream).buffer(BATCH).concatMap(this::saved, 1);
  }

  private <S extends TemplateSpec> Flux<S> saved(List<S> entities) {
    return translated(
        registry.saveBatch(List.copyOf(entities)).thenMany(Flux.fromIterable(entities)));
  }

  @Override
  public Mono<TemplateSpec> findById(String id) {
    requireId(id);
    return translated(registry.find(id));
  }

  @Override
  public Mono<TemplateSpec> findById(Publisher<String> id) {
    requireIds(id);
    return Mono.from(id).flatMap(this::findById);
  }

  @Override
  public Mono<Boolean> existsById(String id) {
    requireId(id);
    return translated(registry.exists(id));
  }

  @Override
  public Mono<Boolean> existsById(Publisher<String> id) {
    requireIds(id);
    return Mono.from(id).flatMap(this::existsById);
  }

  /** All templates in the order of their ids; one that is deleted meanwhile is left out. */
  @Override
  public Flux<TemplateSpec> findAll() {
    return findAllById(translated(registry.listIds()));
  }

  /** In the order of the ids; what is absent is left out. */
  @Override
  public Flux<TemplateSpec> findAllById(Iterable<String> ids) {
    Assert.notNull(ids, "The ids must not be null");
    return findAllById(Flux.fromIterable(ids));
  }

  /** In the order of the ids; what is absent is left out. */
  @Override
  public Flux<TemplateSpec> findAllById(Publisher<String> idStream) {
    requireIds(idStream);
    return Flux.from(idStream).flatMapSequential(this::findById, AT_ONCE, 1);
  }

  @Override
  public Mono<Long> count() {
    return translated(registry.count());
  }

  /** Deletes all versions of the template; does nothing when it is absent. */
  @Override
  public Mono<Void> deleteById(String id) {
    requireId(id);
    return translated(registry.delete(id).then().onErrorComplete(TemplateNotFoundException.class));
  }

  @Override
  public Mono<Void> deleteById(Publisher<String> id) {
    requireIds(id);
    return Mono.from(id).flatMap(this::deleteById);
  }

  /** Deletes the template of this id, whatever has been saved since; save does not ask, either. */
  @Override
  public Mono<Void> delete(TemplateSpec entity) {
    requireEntity(entity);
    return deleteById(entity.id());
  }

  /** Deletes each for itself: when one cannot be deleted, others may be. */
  @Override
  public Mono<Void> deleteAllById(Iterable<? extends String> ids) {
    Assert.notNull(ids, "The ids must not be null");
    return deleteEach(Flux.fromIterable(ids));
  }

  /** Deletes each for itself: when one cannot be deleted, others may be. */
  @Override
  public Mono<Void> deleteAll(Iterable<? extends TemplateSpec> entities) {
    Assert.notNull(entities, "The entities must not be null");
    return deleteEach(Flux.fromIterable(entities).map(TemplateSpec::id));
  }

  /** Deletes each for itself: when one cannot be deleted, others may be. */
  @Override
  public Mono<Void> deleteAll(Publisher<? extends TemplateSpec> entityStream) {
    Assert.notNull(entityStream, "The stream of entities must not be null");
    return deleteEach(Flux.from(entityStream).map(TemplateSpec::id));
  }

  /** Deletes each for itself, those that were there when it was listed. */
  @Override
  public Mono<Void> deleteAll() {
    return deleteEach(translated(registry.listIds()));
  }

  private Mono<Void> deleteEach(Flux<? extends String> ids) {
    return ids.flatMap(this::deleteById, AT_ONCE, 1).then();
  }

  private static void requireEntity(TemplateSpec entity) {
    Assert.notNull(entity, "The entity must not be null");
  }

  private static void requireId(String id) {
    Assert.notNull(id, "The id must not be null");
  }

  private static void requireIds(Publisher<String> ids) {
    Assert.notNull(ids, "The publisher of ids must not be null");
  }
}
